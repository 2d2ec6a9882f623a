//! What stands right below the first heading of a page: of an episode, its day or its length.

use super::telling::tells_when;

/// Where a page is read.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum At {
    #[default]
    Above,
    Here,
    Behind,
}

/// What is known of it.
#[derive(Default)]
pub(super) struct Beginning {
    at: At,
    /// Whether the first heading apologises.
    pub(super) says_so: bool,
    /// Whether it tells when something was made, or how long it is.
    pub(super) is_dated: bool,
}

impl Beginning {
    /// A heading has ended, which may apologise.
    pub(super) fn note_heading(&mut self, says_so: bool) {
        if self.at == At::Above {
            (self.at, self.says_so) = (At::Here, says_so);
        }
    }

    /// Something else begins.
    pub(super) fn leave(&mut self) {
        if self.at == At::Here {
            self.at = At::Behind;
        }
    }

    pub(super) fn note_time(&mut self) {
        self.is_dated |= self.at == At::Here;
    }

    pub(super) fn note_text(&mut self, text: &str) {
        self.is_dated |= self.at == At::Here && tells_when(text);
    }
}

#[cfg(test)]
mod tests {
    use crate::check::work::read;

    #[test]
    fn an_episode_plays_its_own_recording_of_a_day() {
        let own = "<meta property=og:audio content=https://a.example/4.mp3>";
        let is = |html: &str| (read(html).is_episode, read(html).is_called_so);
        let (name, dated) = ("<h1>48. Video Unavailable</h1>", "<p>May 12, 2024 • 38 min</p>");
        assert_eq!(is(&format!("{name}{dated}<audio src=/4.mp3></audio>")), (true, true));
        assert_eq!(is(&format!("{own}{name}<div>May 12, 2024</div>")), (true, true));
        assert_eq!(is("<h1>Private Video</h1><time>3 May</time><audio src=/4.mp3></audio>"), (true, false));
        for html in [
            format!("{name}{dated}<iframe src=https://player.example/4></iframe>"),
            format!("{name}<audio src=/4.mp3></audio>"),
            format!("{name}<p>Sorry.</p><h2>The latest one</h2>{dated}<audio src=/5.mp3></audio>"),
            format!("{name}{dated}<audio src=/4.mp3></audio><audio src=/5.mp3></audio>"),
            format!("{name}<p>Sorry.</p><aside>{dated}<audio src=/5.mp3></audio></aside>"),
        ] {
            assert_eq!(is(&html), (false, false), "{html}");
        }
    }
}
