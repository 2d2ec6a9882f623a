//! Files that are being written, beside the file whose name they get in the end: no notes of anybody, also where a run was killed before it came to that.

use std::path::Path;

/// What their names begin with.
pub(super) const PREFIX: &str = ".aircheck-";

/// What their names end with.
pub(super) const SUFFIX: &str = ".part";

/// How many letters and digits stand between, so that hardly anybody gives such a name by hand.
pub(super) const LETTERS: usize = 12;

/// Whether a file bears such a name.
#[must_use]
pub fn is_unfinished(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    let letters = name.and_then(|name| name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX));
    letters.is_some_and(|it| it.len() == LETTERS && it.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_else_bears_such_a_name() {
        assert!(is_unfinished(Path::new("notes/.aircheck-a1B2c3D4e5F6.part")));
        for other in [".aircheck-config", ".aircheck-ignore.part", "aircheck-a1B2c3D4e5F6.part", ".aircheck-.part"] {
            assert!(!is_unfinished(Path::new(other)), "{other}");
        }
    }
}
