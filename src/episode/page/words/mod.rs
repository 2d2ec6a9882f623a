//! The headings over show notes, and those after which something else begins, in the languages that podcasts are made in.

use std::collections::HashSet;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

/// Headings over notes that are said in no other sense; they may be a part of a longer heading.
const STRONG: &[&str] = &[
    "show notes",
    "shownotes",
    "show-notes",
    "episode notes",
    "episode synopsis",
    "episode links",
    "links mentioned",
    "links from the episode",
    "links from this episode",
    "links from the show",
    "links and resources",
    "links & resources",
    "resources mentioned",
    "mentioned in this episode",
    "mentioned in the episode",
    "mentioned on the show",
    "things mentioned",
    "references from",
    "in this episode",
    "about this episode",
    "about the episode",
    "episode description",
    "episode details",
    "episode summary",
    "episode overview",
    "episode resources",
    // German
    "sendungsnotizen",
    "notizen zur folge",
    "notizen zur sendung",
    "links zur folge",
    "links zur sendung",
    "links zur episode",
    "links aus der folge",
    "links aus der sendung",
    "erwähnte links",
    "in dieser folge",
    "in dieser episode",
    "über diese folge",
    "über diese episode",
    "beschreibung der folge",
    // French
    "notes de l'épisode",
    "notes de l'émission",
    "dans cet épisode",
    "liens de l'épisode",
    "à propos de cet épisode",
    "liens évoqués",
    "références citées",
    "liens mentionnés",
    // Spanish
    "notas del episodio",
    "notas del programa",
    "enlaces del episodio",
    "enlaces mencionados",
    "en este episodio",
    "sobre este episodio",
    "descripción del episodio",
    // Portuguese
    "notas do episódio",
    "notas do programa",
    "links do episódio",
    "links citados",
    "neste episódio",
    "sobre este episódio",
    "citados no episódio",
    // Italian
    "note dell'episodio",
    "note della puntata",
    "link della puntata",
    "link dell'episodio",
    "in questo episodio",
    "in questa puntata",
    "link utili",
    "link citati",
    // Dutch, Polish, Swedish
    "in deze aflevering",
    "links uit deze aflevering",
    "notatki do odcinka",
    "linki z odcinka",
    "w tym odcinku",
    "avsnittsanteckningar",
    "i detta avsnitt",
    // Russian, Ukrainian
    "шоуноты",
    "шоу-ноты",
    "шоунотс",
    "заметки к выпуску",
    "ссылки выпуска",
    "ссылки из выпуска",
    "ссылки к выпуску",
    "в этом выпуске",
    "полезные ссылки",
    "описание выпуска",
    "нотатки до випуску",
    // Japanese, Chinese, Korean
    "ショーノート",
    "番組ノート",
    "エピソードノート",
    "関連リンク",
    "节目笔记",
    "節目筆記",
    "本期节目",
    "本集提到",
    "节目简介",
    "相关链接",
    "쇼노트",
    "에피소드 노트",
];

/// Headings over notes only where they stand alone.
const ALONE: &[&str] = &[
    "notes",
    "links",
    "resources",
    "references",
    "mentioned",
    "synopsis",
    "description",
    "sponsor",
    "sponsors",
    "summary",
    "overview",
    "details",
    "further reading",
    "further information",
    "reading list",
    "recommended reading",
    "books mentioned",
    "book recommendations",
    "picks",
    "our picks",
    "picks of the week",
    "tools",
    "tools mentioned",
    "useful links",
    "helpful links",
    "important links",
    "related links",
    "sources",
    "topics",
    "topics covered",
    "topics discussed",
    "key takeaways",
    "takeaways",
    "highlights",
    "chapters",
    "timestamps",
    "time stamps",
    "today's sponsor",
    "today's sponsors",
    "our sponsor",
    "our sponsors",
    "thanks to our sponsors",
    "thanks to our sponsor",
    "this episode is sponsored by",
    "this week's sponsors",
    "guest",
    "guests",
    "guest links",
    "what we discussed",
    "what we talked about",
    "what we talk about",
    "citations",
    "credits",
    "music",
    "follow up",
    "follow-up",
    "feedback",
    // German
    "notizen",
    "beschreibung",
    "zusammenfassung",
    "quellen",
    "weiterführende links",
    "linkliste",
    "themen",
    "kapitel",
    "kapitelmarken",
    "werbung",
    "werbepartner",
    "unser werbepartner",
    "unsere werbepartner",
    "unterstützt von",
    "empfehlungen",
    "literatur",
    "verweise",
    "erwähnt",
    "inhalt",
    // French
    "liens",
    "ressources",
    "références",
    "résumé",
    "sources citées",
    "pour aller plus loin",
    "partenaires",
    "nos partenaires",
    "chapitres",
    // Spanish
    "notas",
    "enlaces",
    "recursos",
    "referencias",
    "descripción",
    "resumen",
    "fuentes",
    "patrocinadores",
    "temas",
    // Portuguese
    "referências",
    "descrição",
    "resumo",
    "patrocínio",
    "apoio",
    "patrocinadores",
    "fontes",
    "recomendações",
    // Italian
    "note",
    "link",
    "risorse",
    "riferimenti",
    "descrizione",
    "fonti",
    "sponsor della puntata",
    // Dutch, Polish, Swedish, Danish, Norwegian
    "notities",
    "bronnen",
    "omschrijving",
    "beschrijving",
    "linki",
    "notatki",
    "opis",
    "źródła",
    "länkar",
    "anteckningar",
    "noter",
    "lenker",
    "kilder",
    // Czech, Slovak, Finnish, Turkish, Hungarian
    "odnośniki",
    "odkazy",
    "zdroje",
    "linkit",
    "lähteet",
    "kaynaklar",
    "bağlantılar",
    "linkek",
    "források",
    // Russian
    "ссылки",
    "описание",
    "темы",
    "источники",
    "материалы",
    "спонсоры",
    "гости",
    "посилання",
    // Japanese, Chinese, Korean
    "リンク",
    "概要",
    "説明",
    "参考リンク",
    "参考",
    "スポンサー",
    "链接",
    "連結",
    "参考资料",
    "简介",
    "介绍",
    "링크",
    "설명",
];

/// Headings after which something else than notes begins; they may be a part of a longer heading.
const STOPS: &[&str] = &[
    "more episodes",
    "other episodes",
    "recent episodes",
    "latest episodes",
    "all episodes",
    "previous episode",
    "next episode",
    "past episodes",
    "similar episodes",
    "more from",
    "more podcasts",
    "more stories",
    "more like this",
    "more to explore",
    "related episode",
    "related podcast",
    "related post",
    "related show",
    "related article",
    "you may also like",
    "you might also like",
    "you might like",
    "also listen",
    "listen next",
    "up next",
    "keep listening",
    "recommended",
    "popular episodes",
    "trending",
    "transcript",
    "transcription",
    "leave a reply",
    "leave a comment",
    "join the conversation",
    "join the discussion",
    "comments",
    "discussion about this",
    "share this",
    "share episode",
    "share the",
    "subscribe",
    "listen on",
    "listen and follow",
    "where to listen",
    "follow the show",
    "follow us",
    "about the show",
    "about the podcast",
    "about this podcast",
    "about this show",
    "about the author",
    "about the host",
    "newsletter",
    "mailing list",
    "recent posts",
    "recent comments",
    "top podcasts",
    "customer reviews",
    "ratings",
    "embed",
    "download this episode",
    "post navigation",
    "continue reading",
    "browse",
    "support the show",
    "support this podcast",
    "episode archive",
    "tagged",
    // German
    "weitere folgen",
    "weitere episoden",
    "mehr folgen",
    "ähnliche",
    "neueste folgen",
    "letzte folgen",
    "alle folgen",
    "alle episoden",
    "transkript",
    "abschrift",
    "kommentare",
    "schreibe einen kommentar",
    "abonnieren",
    "teilen",
    "über den podcast",
    "über die sendung",
    "das könnte dich",
    "nächste folge",
    "vorherige folge",
    "jetzt anhören",
    // French
    "autres épisodes",
    "plus d'épisodes",
    "derniers épisodes",
    "épisodes similaires",
    "transcription",
    "commentaires",
    "laisser un commentaire",
    "s'abonner",
    "abonnez-vous",
    "partager",
    "à propos du podcast",
    "vous aimerez aussi",
    "épisode suivant",
    "épisode précédent",
    "articles similaires",
    // Spanish
    "más episodios",
    "otros episodios",
    "últimos episodios",
    "episodios relacionados",
    "transcripción",
    "comentarios",
    "suscríbete",
    "compartir",
    "sobre el podcast",
    "te puede interesar",
    "también te puede",
    "siguiente episodio",
    "entradas recientes",
    // Portuguese
    "mais episódios",
    "outros episódios",
    "últimos episódios",
    "episódios relacionados",
    "transcrição",
    "comentários",
    "assine",
    "compartilhe",
    "sobre o podcast",
    "você também pode",
    "próximo episódio",
    "posts relacionados",
    // Italian
    "altri episodi",
    "altre puntate",
    "ultimi episodi",
    "trascrizione",
    "commenti",
    "iscriviti",
    "condividi",
    "potrebbe interessarti",
    "informazioni sul podcast",
    // Dutch, Polish, Swedish
    "meer afleveringen",
    "andere afleveringen",
    "transcriptie",
    "reacties",
    "abonneer",
    "inne odcinki",
    "więcej odcinków",
    "komentarze",
    "transkrypcja",
    "subskrybuj",
    "fler avsnitt",
    "kommentarer",
    "prenumerera",
    // Russian
    "другие выпуски",
    "ещё выпуски",
    "еще выпуски",
    "похожие",
    "расшифровка",
    "комментарии",
    "подписаться",
    "поделиться",
    "следующий выпуск",
    "предыдущий выпуск",
    "о подкасте",
    // Japanese, Chinese, Korean
    "他のエピソード",
    "最新エピソード",
    "関連エピソード",
    "文字起こし",
    "コメント",
    "共有",
    "シェア",
    "购买",
    "更多节目",
    "其他单集",
    "评论",
    "評論",
    "订阅",
    "訂閱",
    "分享",
    "文字稿",
    "逐字稿",
    "다른 에피소드",
    "댓글",
    "구독",
    "공유",
];

/// Headings after which something else begins, where they stand alone.
const STOPS_ALONE: &[&str] = &[
    "related",
    "share",
    "tags",
    "categories",
    "category",
    "archives",
    "archive",
    "search",
    "meta",
    "previous",
    "next",
    "menu",
    "links to us",
    "contact",
    "contact us",
    "episodes",
    "reviews",
    "hosts",
    "host",
    "your hosts",
    "about",
    "about us",
    "listen",
    "listen now",
    "play",
    "download",
    "follow",
    "social",
    "rss",
    "support",
    "support us",
    "donate",
    "creators & guests",
    "information",
    "kontakt",
    "suche",
    "kategorien",
    "schlagwörter",
    "archiv",
    "podcasts",
    "partager",
    "подписка",
    "теги",
    "コメント",
];

/// Sections that aren't notes, even in the middle of a container that is known for them.
const OTHERS: &[&str] = &[
    "transcript",
    "full transcript",
    "episode transcript",
    "read the transcript",
    "transcription",
    "comments",
    "leave a reply",
    "leave a comment",
    "more episodes",
    "related episodes",
    "related posts",
    "recent episodes",
    "recent posts",
    "other episodes",
    "transkript",
    "transkription",
    "kommentare",
    "weitere folgen",
    "transcripción",
    "transcrição",
    "comentarios",
    "comentários",
    "commentaires",
    "trascrizione",
    "transcriptie",
    "расшифровка",
    "комментарии",
    "文字起こし",
    "文字稿",
    "逐字稿",
];

/// Sentences that stand where notes are still to come.
const TO_COME: &[&str] = &[
    "show notes coming soon",
    "shownotes coming soon",
    "show notes will be",
    "show notes to come",
    "show notes are coming",
    "notes coming soon",
    "shownotes folgen",
    "show notes folgen",
    "show notes tbd",
    "show notes: tbd",
];

/// What a heading says about what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// Notes, in words that are said in no other sense.
    Strongly,
    /// Notes, most likely: a footer may have "Resources" as well.
    Notes,
    /// Something else.
    Other,
    /// Nothing that is known.
    Nothing,
}

/// What a heading says.
pub(super) fn read(heading: &str) -> Says {
    let text = normal(heading);
    if text.is_empty() || text.chars().count() > 90 {
        return Says::Nothing;
    }
    if ALONE_SET.contains(&*text) {
        return Says::Notes;
    }
    if STOPS_ALONE_SET.contains(&*text) || contains(&text, &STOPS_FINDER) {
        return Says::Other;
    }
    if contains(&text, &STRONG_FINDER) {
        return Says::Strongly;
    }
    if starts_alone(&text) { Says::Notes } else { Says::Nothing }
}

/// Whether a heading opens a section that never is notes.
pub(super) fn is_other_section(heading: &str) -> bool {
    let text = normal(heading);
    let text = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    OTHERS.contains(&text)
        || (text.starts_with("more episodes") || text.starts_with("transcript of") || text.starts_with("transcript:"))
}

/// Whether a text says that the notes are still to come.
pub(super) fn is_to_come(text: &str) -> bool {
    let text = normal(text);
    text.len() < 80 && TO_COME.iter().any(|words| text.starts_with(words))
}

/// `Links for episode 7`, `Notes: what we said`, `Resources & links`.
fn starts_alone(text: &str) -> bool {
    let words =
        ["notes", "links", "resources", "references", "liens", "enlaces", "recursos", "ссылки", "quellen", "sources"];
    let follows = [
        " for ", " from ", " of ", " to ", " &", " and ", ":", " –", " -", " und ", " et ", " y ", " zu", " к ",
        " du ", " de ",
    ];
    words
        .iter()
        .any(|word| text.strip_prefix(word).is_some_and(|rest| follows.iter().any(|next| rest.starts_with(next))))
}

static ALONE_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| ALONE.iter().copied().collect());
static STOPS_ALONE_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| STOPS_ALONE.iter().copied().collect());

/// The lists that are looked for within headings, each as one search.
static STOPS_FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| finder(STOPS));
static STRONG_FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| finder(STRONG));

fn finder(words: &[&str]) -> AhoCorasick {
    AhoCorasick::new(words).expect("the table is small")
}

/// Whether words of a list stand in a text as such, not as a part of others.
fn contains(text: &str, words: &AhoCorasick) -> bool {
    words.find_overlapping_iter(text).any(|hit| {
        let before = text[..hit.start()].chars().next_back();
        let letters = text[hit.start()..].chars().next().is_some_and(|c| c.is_ascii_alphabetic());
        !letters || before.is_none_or(|c| !c.is_alphanumeric())
    })
}

/// Lower case, single blanks, no decoration around it.
fn normal(text: &str) -> String {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric() && c != '-').trim_matches('-');
    let lower = text.replace('’', "'").to_lowercase();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_over_notes_are_known_in_several_languages() {
        for text in [
            "Show Notes",
            "📝 Show notes:",
            "Episode Synopsis",
            "Links",
            "Links mentioned in the show",
            "Shownotes",
            "Notes for episode 7",
            "Quellen",
            "Ссылки",
            "Notas del episodio",
            "Resources & Links",
            "リンク",
        ] {
            assert!(matches!(read(text), Says::Strongly | Says::Notes), "{text}");
        }
    }

    #[test]
    fn headings_after_notes_are_known() {
        for text in [
            "More episodes of the podcast NerdOut",
            "Related",
            "Transcript",
            "3 comments",
            "Weitere Folgen",
            "Leave a Reply",
            "About the show",
            "Share",
            "Listen on",
        ] {
            assert_eq!(read(text), Says::Other, "{text}");
        }
    }

    #[test]
    fn other_headings_say_nothing() {
        for text in
            ["How we write notes in margins", "Episode 7: Links", "Ann Author", "", "Relatedness", "The linksman"]
        {
            assert_eq!(read(text), Says::Nothing, "{text}");
        }
    }
}
