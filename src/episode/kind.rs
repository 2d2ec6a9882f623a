//! What a link is for.

/// What a link is for. The names are those of RSS and the Podcasting 2.0 namespace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// A link in the notes.
    Notes,
    /// The episode's own page.
    Page,
    /// A chapter's link.
    Chapter,
    /// The audio or video itself.
    Enclosure,
    /// A `podcast:alternateEnclosure` source.
    AlternateEnclosure,
    /// A transcript.
    Transcript,
    /// A host or guest.
    Person,
    /// A donation page.
    Funding,
    /// A `podcast:contentLink`.
    ContentLink,
    /// A `podcast:socialInteract` post.
    SocialInteract,
    /// A trailer.
    Trailer,
    /// A moment in the audio, such as `#t=12:30`; never asked.
    Timestamp,
}

impl LinkKind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::Notes,
        Self::Page,
        Self::Chapter,
        Self::Enclosure,
        Self::AlternateEnclosure,
        Self::Transcript,
        Self::Person,
        Self::Funding,
        Self::ContentLink,
        Self::SocialInteract,
        Self::Trailer,
    ];

    /// The name in reports and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Notes => "notes",
            Self::Page => "page",
            Self::Chapter => "chapter",
            Self::Enclosure => "enclosure",
            Self::AlternateEnclosure => "alternate-enclosure",
            Self::Transcript => "transcript",
            Self::Person => "person",
            Self::Funding => "funding",
            Self::ContentLink => "content-link",
            Self::SocialInteract => "social-interact",
            Self::Trailer => "trailer",
            Self::Timestamp => "timestamp",
        }
    }

    /// Whether the answer is a media file, of which a few bytes tell enough.
    #[must_use]
    pub fn is_media(self) -> bool {
        matches!(self, Self::Enclosure | Self::AlternateEnclosure | Self::Trailer)
    }
}
