//! Which report goes where: `--format` and `--output`, paired in the order in which they were typed.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use clap::parser::ValueSource;

use crate::replace::folder_of;
use crate::report::Format;

/// One report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// How it is written.
    pub format: Format,
    /// The file; standard output without one.
    pub file: Option<PathBuf>,
}

impl Output {
    /// Where the file is, however it was spelled; `None` for standard output.
    fn place(&self) -> Option<PathBuf> {
        let file = self.file.as_deref()?;
        let in_folder = || Some(folder_of(file).canonicalize().ok()?.join(file.file_name()?));
        Some(file.canonicalize().ok().or_else(in_folder).unwrap_or_else(|| file.to_owned()))
    }
}

/// What was typed, in order.
#[derive(Clone, Debug)]
enum Typed {
    Format(Format),
    File(PathBuf),
}

/// The reports of a command line. `matches` are those of the subcommand.
///
/// # Errors
/// A sentence for the user where files and formats don't pair, or two reports would go to one place.
pub(super) fn pair(formats: &[Format], files: &[PathBuf], matches: &ArgMatches) -> Result<Vec<Output>, String> {
    let mut typed: Vec<(usize, Typed)> = Vec::new();
    let places = |name| matches.indices_of(name).into_iter().flatten();
    let from_environment = matches.value_source("format") == Some(ValueSource::EnvVariable);
    for (format, place) in formats.iter().zip(places("format")) {
        typed.push((if from_environment { 0 } else { place }, Typed::Format(*format)));
    }
    for (file, place) in files.iter().zip(places("output")) {
        typed.push((place, Typed::File(file.clone())));
    }
    typed.sort_by_key(|(place, _)| *place);
    let mut outputs = pair_in_order(typed.into_iter().map(|(_, item)| item))?;
    for output in &mut outputs {
        output.file.take_if(|file| is_standard_output(file));
    }
    distinct(&outputs)?;
    Ok(outputs)
}

fn pair_in_order(typed: impl Iterator<Item = Typed>) -> Result<Vec<Output>, String> {
    let mut outputs = Vec::new();
    let mut waiting: Option<Typed> = None;
    let mut typed = typed.peekable();
    while let Some(item) = typed.next() {
        waiting = match (waiting.take(), item) {
            (None, item) => Some(item),
            (Some(Typed::File(file)), Typed::Format(format))
                if matches!(typed.peek(), Some(Typed::File(_))) && is_of_another(&file, format) =>
            {
                outputs.push(single(Typed::File(file))?);
                Some(Typed::Format(format))
            }
            (Some(Typed::Format(format)), Typed::File(file)) | (Some(Typed::File(file)), Typed::Format(format))
                if pairs(format, &file) =>
            {
                outputs.push(Output { format, file: Some(file) });
                None
            }
            (Some(alone), item) => {
                outputs.push(single(alone)?);
                Some(item)
            }
        };
    }
    if let Some(alone) = waiting {
        outputs.push(single(alone)?);
    }
    if outputs.is_empty() {
        outputs.push(Output { format: Format::Terminal, file: None });
    }
    Ok(outputs)
}

/// Nobody wants the terminal's report in `report.html`: there, each of the two stands for itself.
fn pairs(format: Format, file: &Path) -> bool {
    format != Format::Terminal || !is_of_another(file, format)
}

/// Whether the ending of a file means another format.
fn is_of_another(file: &Path, format: Format) -> bool {
    by_ending(file).is_some_and(|by_ending| by_ending != format)
}

/// A format alone goes to standard output; a file alone tells its format by its ending.
fn single(typed: Typed) -> Result<Output, String> {
    match typed {
        Typed::Format(format) => Ok(Output { format, file: None }),
        Typed::File(file) if is_standard_output(&file) => Ok(Output { format: Format::Terminal, file: None }),
        Typed::File(file) => {
            let format = by_ending(&file).ok_or_else(|| which(&file))?;
            Ok(Output { format, file: Some(file) })
        }
    }
}

/// As a source, `-` is standard input.
fn is_standard_output(file: &Path) -> bool {
    file == Path::new("-")
}

fn which(file: &Path) -> String {
    let ends_as_folder = file.as_os_str().as_encoded_bytes().ends_with(b"/");
    if ends_as_folder || file.file_name().is_none() || file.is_dir() {
        let within = file.join("report.html");
        return format!("--output {}: this is a folder; name a file in it, as in {}", file.display(), within.display());
    }
    let file = file.display();
    format!("--output {file}: which format? Put --format before it, or name the file as in {file}.html")
}

fn by_ending(file: &Path) -> Option<Format> {
    let ending = file.extension()?.to_str()?.to_ascii_lowercase();
    Format::all().find(|format| format.endings().contains(&ending.as_str()))
}

fn distinct(outputs: &[Output]) -> Result<(), String> {
    for (index, output) in outputs.iter().enumerate() {
        if outputs[..index].iter().any(|earlier| earlier.place() == output.place()) {
            let place = output.file.as_ref().map_or("standard output".to_owned(), |file| file.display().to_string());
            return Err(format!("two reports would go to {place}: give each --format its own --output"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outputs(arguments: &[&str]) -> Result<Vec<(&'static str, Option<String>)>, String> {
        let all = ["aircheck", "links", "x"].iter().chain(arguments);
        let matches = crate::cli::command().try_get_matches_from(all).unwrap();
        let (_, matches) = matches.subcommand().unwrap();
        let formats: Vec<Format> = matches.get_many("format").into_iter().flatten().copied().collect();
        let files: Vec<PathBuf> = matches.get_many("output").into_iter().flatten().cloned().collect();
        let paired = pair(&formats, &files, matches)?;
        Ok(paired.into_iter().map(|o| (o.format.name(), o.file.map(|f| f.display().to_string()))).collect())
    }

    #[test]
    fn without_options_the_terminal_gets_the_report() {
        assert_eq!(outputs(&[]), Ok(vec![("terminal", None)]));
    }

    #[test]
    fn each_format_has_the_file_next_to_it() {
        let expected = Ok(vec![("json", Some("a.json".to_owned())), ("terminal", None)]);
        assert_eq!(outputs(&["--format", "json", "--output", "a.json", "--format", "terminal"]), expected);
        let expected = Ok(vec![("terminal", None), ("json", Some("a.json".to_owned()))]);
        assert_eq!(outputs(&["--format", "terminal", "--format", "json", "--output", "a.json"]), expected);
        let expected = Ok(vec![("json", Some("a".to_owned())), ("terminal", Some("b".to_owned()))]);
        assert_eq!(outputs(&["--output", "a", "--format", "json", "--output", "b", "--format", "terminal"]), expected);
    }

    #[test]
    fn a_file_alone_tells_its_format_by_its_ending() {
        assert_eq!(outputs(&["--output", "r.JSON"]), Ok(vec![("json", Some("r.JSON".to_owned()))]));
        assert_eq!(outputs(&["--format", "json", "--output", "-"]), Ok(vec![("json", None)]));
        assert_eq!(outputs(&["--output", "-"]), Ok(vec![("terminal", None)]));
        assert!(outputs(&["--output", "report"]).unwrap_err().contains("--output report"));
        for (folder, file) in [(".", "./report.html"), ("..", "../report.html"), ("no/such/", "no/such/report.html")] {
            let said = outputs(&["--output", folder]).unwrap_err();
            assert!(said.ends_with(&format!("this is a folder; name a file in it, as in {file}")), "{said}");
        }
    }

    #[test]
    fn the_terminal_keeps_its_report_where_a_file_is_of_another_format() {
        let expected = Ok(vec![
            ("terminal", None),
            ("junit", Some("notes.xml".to_owned())),
            ("html", Some("notes.html".to_owned())),
        ]);
        assert_eq!(outputs(&["--format", "terminal", "--output", "notes.xml", "--output", "notes.html"]), expected);
        let expected = Ok(vec![("html", Some("notes.html".to_owned())), ("terminal", None)]);
        assert_eq!(outputs(&["--output", "notes.html", "--format", "terminal"]), expected);
        let expected = Ok(vec![("sarif", Some("notes.json".to_owned()))]);
        assert_eq!(outputs(&["--format", "sarif", "--output", "notes.json"]), expected);
    }

    #[test]
    fn one_place_has_one_report_however_it_is_spelled() {
        for (one, other) in [("r.json", "./r.json"), ("src/../r.json", "r.json"), ("r.json", "r.json")] {
            let said = outputs(&["--output", one, "--output", other]).unwrap_err();
            assert!(said.contains("two reports would go to"), "{said}");
        }
        assert!(outputs(&["--output", "src/r.json", "--output", "r.json"]).is_ok());
    }

    #[test]
    fn a_format_between_two_files_is_that_of_the_second_if_the_first_is_of_another() {
        let expected = Ok(vec![("jsonl", Some("r.jsonl".to_owned())), ("html", Some("r.html".to_owned()))]);
        assert_eq!(outputs(&["--output", "r.jsonl", "--format", "html", "--output", "r.html"]), expected);
        let expected = Ok(vec![("json", Some("r.json".to_owned())), ("sarif", Some("r".to_owned()))]);
        assert_eq!(outputs(&["--output", "r.json", "--format", "sarif", "--output", "r"]), expected);
        let expected = Ok(vec![("sarif", Some("r.json".to_owned()))]);
        assert_eq!(outputs(&["--output", "r.json", "--format", "sarif"]), expected, "there is no other for it");
    }

    #[test]
    fn two_reports_never_share_a_place() {
        assert!(outputs(&["--format", "json", "--format", "terminal"]).unwrap_err().contains("standard output"));
        assert!(outputs(&["--output", "a.json", "--output", "a.json"]).unwrap_err().contains("a.json"));
    }
}
