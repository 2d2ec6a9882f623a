//! An HTML page: one episode, and which part of the page is its notes.
//!
//! Notes are a few per cent of a page's links, so they are looked for, by the surest rule that finds some: what the user selects; containers that hosts
//! and site builders are known for; what stands under a heading such as "Show notes"; data that the page carries for its scripts, where it
//! shows nothing itself; the main content; and last the whole page.

mod about;
mod alias;
mod around;
mod asides;
mod bare;
mod beside;
mod between;
mod blogroll;
mod boilerplate;
mod boxes;
mod cards;
mod column;
mod content;
mod embedded;
mod entries;
mod flight;
mod fragment;
mod heading;
mod host;
mod inertia;
mod known;
mod label;
mod metadata;
mod names;
mod offers;
mod office;
mod others;
mod outline;
mod own_link;
mod pane;
mod players;
mod recording;
mod sections;
mod select;
mod shell;
mod site;
mod site_map;
mod sponsors;
mod stops;
mod tabs;
mod tier;
mod title;
mod transcript;
mod under;
mod words;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use ego_tree::NodeId;
use url::Url;

use self::boilerplate::Drop;
pub(crate) use self::fragment::not_notes;
use self::heading::Heading;
use self::metadata::Metadata;
use self::outline::Outline;
use self::site::Site;
pub(crate) use self::sponsors::is_called_only_so as is_sponsors;
use self::tier::Tier;
use self::words::Says;
pub(crate) use self::words::{is_aside, is_notes_heading, is_transcript};
use super::dom::{self, Dom};
use super::{Content, Episode, EpisodeError, Fragment, Options, Scope, ScopeRule};
use crate::source::Document;
use crate::text::SourceMap;

/// Reads the page.
///
/// # Errors
/// Where a selector is wrong, and where the page holds no notes that can be read.
pub fn read(document: &Document, options: &Options) -> Result<Episode, EpisodeError> {
    let dom = Dom::page(&document.text);
    let mut outline = Outline::of(&dom);
    if let Some(to) = alias::target(&outline, document.base.as_ref()).filter(|_| options.scope == Scope::Notes) {
        return Err(EpisodeError::Alias { to });
    }
    let metadata = metadata::read(&outline, &embedded::json_ld(&outline), document.base.as_ref());
    let bases = outline.heads("base").filter_map(|node| node.value().as_element());
    let base = dom::base(bases, document.base.as_ref().or(metadata.page.as_ref()));
    let site = Site::of(base.iter().chain(&metadata.page), &outline);
    let region = region((&dom, &document.text), &mut outline, &metadata, &site, options)?;
    drop(outline);
    Ok(episode(dom, region, metadata, base, document))
}

/// The notes, and how they were found.
struct Region {
    rule: ScopeRule,
    notes: Notes,
}

enum Notes {
    /// Parts of the page.
    Nodes { roots: Vec<NodeId>, without: Vec<NodeId> },
    /// A string in a script.
    Embedded { text: String, map: SourceMap, cut: bool },
}

impl Region {
    fn nodes(rule: ScopeRule, roots: Vec<NodeId>, without: Vec<NodeId>) -> Self {
        Self { rule, notes: Notes::Nodes { roots, without } }
    }

    /// Takes other parts of the page as well, and leaves some of them out.
    fn extend(&mut self, (more, less): (Vec<NodeId>, Vec<NodeId>)) {
        if let Notes::Nodes { roots, without } = &mut self.notes {
            roots.extend(more);
            without.extend(less);
        }
    }

    /// Puts its parts in document order: a link stands under the heading before it.
    fn sort(&mut self, dom: &Dom) {
        if let Notes::Nodes { roots, .. } = &mut self.notes
            && roots.len() > 1
        {
            let wanted: HashSet<NodeId> = roots.drain(..).collect();
            let all = dom.root().descendants().map(|node| node.id());
            roots.extend(all.filter(|id| wanted.contains(id)));
        }
    }
}

fn episode(dom: Dom, region: Region, metadata: Metadata, base: Option<Url>, document: &Document) -> Episode {
    let mut repairs = Vec::new();
    let content = match region.notes {
        Notes::Nodes { roots, without } => Content::Nodes { dom: Rc::new(dom), roots, without },
        Notes::Embedded { text, map, cut } => {
            if cut {
                repairs.push("the page holds only the beginning of the notes".to_owned());
            }
            Content::Html { text, map }
        }
    };
    Episode {
        title: metadata.title,
        number: metadata.number,
        date: metadata.date,
        page: metadata.page.or_else(|| document.base.clone()),
        rule: Some(region.rule),
        notes: vec![Fragment { field: None, base, content }],
        repairs,
        ..Episode::default()
    }
}

/// The part of the page that is its notes, by the surest rule that finds one.
fn region(
    (dom, source): (&Dom, &str),
    outline: &mut Outline<'_>,
    metadata: &Metadata,
    site: &Site,
    options: &Options,
) -> Result<Region, EpisodeError> {
    let ignored = select::ignored(dom, &options.ignore)?;
    if !options.select.is_empty() {
        let roots = select::selected(dom, &options.select)?;
        return Ok(Region::nodes(ScopeRule::Selected(options.select.join(", ")), roots, ignored));
    }
    if options.scope == Scope::Page {
        return Ok(Region::nodes(ScopeRule::WholePage, vec![dom.root().id()], ignored));
    }
    let headings = heading::real(outline);
    if fragment::is_one(source) && !headings.iter().any(|heading| heading.says == Says::Strongly) {
        let without = fragment::not_of_draft(dom, outline, headings).into_iter().chain(ignored).collect();
        return Ok(Region::nodes(ScopeRule::WholePage, vec![dom.root().id()], without));
    }
    transcript::drop(outline, &headings);
    about::drop(outline, &headings);
    let mut region = match named(outline, &headings, site) {
        Some(region) => region,
        None => unnamed((dom, source), outline, &headings, metadata, site)?,
    };
    region.sort(dom);
    region.extend((Vec::new(), ignored));
    region.extend((Vec::new(), asides::found(outline, site)));
    Ok(region)
}

/// Notes in containers that are known for them.
fn named(outline: &Outline<'_>, headings: &[Heading], site: &Site) -> Option<Region> {
    let found = known::find(outline, headings, &|href| site.is_own(href))?;
    let more = apart(outline, headings, &found, site);
    let more = if more.0.is_empty() { boxes::found(outline, headings, &found.items, site) } else { more };
    // A post's text is all that its author wrote.
    let is_post = found.name == Tier::Post.name();
    let more = if more.0.is_empty() && !is_post { bare::found(outline, headings, &found.items, site) } else { more };
    let mut region = contained(outline, headings, found, site);
    region.extend(more);
    Some(region)
}

/// Notes that no container is known for.
fn unnamed(
    page: (&Dom, &str),
    outline: &mut Outline<'_>,
    real: &[Heading],
    metadata: &Metadata,
    site: &Site,
) -> Result<Region, EpisodeError> {
    let mut headings = heading::all(outline);
    blogroll::drop(outline, &mut headings, site);
    match shown(outline, real, headings, site) {
        Some(region) => Ok(region),
        None => guessed(page, outline, real, metadata, site),
    }
}

/// Notes that the page shows and that a heading or a name tells.
fn shown(outline: &Outline<'_>, real: &[Heading], headings: Vec<Heading>, site: &Site) -> Option<Region> {
    let is_own = |href: &str| site.is_own(href);
    let written = known::written(outline, real, &is_own);
    if let Some(found) = heading::find(outline, &headings, &is_own) {
        let holds = |within: &known::Found| within.items.iter().any(|at| outline.is_within(found.at, *at));
        // "Links" in the middle of a text is one of its parts, and so is "Show notes" if all of that is the text of the episode.
        let is_part =
            |around: &known::Found| holds(around) && (!found.sure || is_text(outline, real, around, found.at));
        if let Some(around) = written.filter(is_part) {
            return Some(contained(outline, &headings, around, site));
        }
        let is_beside = outline.items[found.at].drop != Drop::Keep;
        let mut region = Region::nodes(ScopeRule::Heading(found.heading), found.roots, found.without);
        // A panel at the side doesn't hold what the page says in its middle.
        if is_beside && let Some(main) = content::find(outline) {
            region.extend(main_content(outline, real, main, site));
        }
        return Some(region);
    }
    if let Some(found) = written {
        return Some(contained(outline, &headings, found, site));
    }
    if let Some((at, name)) = known::framed(outline) {
        let (roots, without) = main_content(outline, real, at, site);
        return Some(Region::nodes(ScopeRule::Known(name), roots, without));
    }
    let to_come = headings.into_iter().find(|heading| words::is_to_come(&heading.text))?;
    let root = outline.items[to_come.at].node.id();
    Some(Region::nodes(ScopeRule::Heading(to_come.text), vec![root], Vec::new()))
}

/// Whether what an editor wrote is one text, the title of the page stands before it, and running text of it before the heading `notes`: buttons may, too.
fn is_text(outline: &Outline<'_>, headings: &[Heading], written: &known::Found, notes: usize) -> bool {
    let [at] = *written.items else { return false };
    title::of(headings).is_some_and(|title| title < at) && (at..notes).any(|at| around::is_paragraph(outline, at))
}

/// What stands under a sure heading of notes elsewhere than in a container of notes, and what stands beside it under one that says "notes": site
/// builders put each section into a frame of its own.
fn apart(outline: &Outline<'_>, headings: &[Heading], found: &known::Found, site: &Site) -> (Vec<NodeId>, Vec<NodeId>) {
    let is_own = |href: &str| site.is_own(href);
    // The containers stand in document order, none in another.
    let is_free = |at: usize| {
        let next = found.items.partition_point(|own| *own < at);
        let is_in = next.checked_sub(1).is_some_and(|last| outline.is_within(at, found.items[last]));
        !is_in && found.items.get(next).is_none_or(|own| !outline.is_within(*own, at))
    };
    let (mut roots, mut without) = (Vec::new(), Vec::new());
    let may_be_more = headings.iter().any(|heading| heading.says == Says::Strongly && is_free(heading.at));
    if may_be_more
        && let Some(more) = heading::find(outline, headings, &is_own)
        && more.sure
        && is_free(more.at)
        && (outline.items[more.at].drop == Drop::Keep || words::is_of_this(&more.heading))
    {
        let places: HashMap<NodeId, usize> =
            outline.items.iter().zip(0..).map(|(item, at)| (item.node.id(), at)).collect();
        let stands_free = |id: &NodeId| places.get(id).is_none_or(|at| is_free(*at));
        roots.extend(more.roots.into_iter().filter(&stands_free));
        without.extend(more.without.into_iter().filter(stands_free));
    }
    let taken: HashSet<NodeId> = roots.iter().copied().collect();
    let around: BTreeSet<usize> = found.items.iter().map(|at| outline.items[*at].parent).collect();
    let frames = sections::all_kin(outline, &around);
    let beside = around.into_iter().flat_map(|parent| outline.children(parent)).chain(frames);
    for at in beside.filter(|at| is_free(*at) && heading::opens_notes(outline, headings, *at)) {
        let node = outline.items[at].node;
        let holds_one = node.descendants().any(|inner| taken.contains(&inner.id()));
        if beside::leads_off(outline, at, &is_own) && !holds_one {
            let behind = sections::behind(outline, headings, at, &is_own).into_iter().filter(|at| is_free(*at));
            for at in std::iter::once(at).chain(behind) {
                roots.push(outline.items[at].node.id());
                without.extend(outline.dropped_in(at, Drop::Soft));
            }
        }
    }
    (roots, without)
}

/// What stands in containers of notes, other sections apart.
fn contained(outline: &Outline<'_>, headings: &[Heading], found: known::Found, site: &Site) -> Region {
    let is_own = |href: &str| site.is_own(href);
    let is_written = found.name == Tier::Rich.name();
    let is_other = |at: usize| others::stands_under(outline, headings, at, &is_own);
    let is_stopped = |nth: usize| stops::is_stopped(outline, headings, &found.items, nth);
    let is_none = |nth: usize| is_other(found.items[nth]) || is_stopped(nth);
    let notes = (0..found.items.len()).filter(|nth| !is_none(*nth));
    let notes: Vec<usize> = notes.map(|nth| found.items[nth]).collect();
    let notes = if notes.is_empty() { found.items } else { notes };
    let elements = notes.iter().map(|at| outline.items[*at].node);
    let parts = elements.flat_map(|node| std::iter::once(node.id()).chain(known::spilt(node)));
    let mut between = between::captions(outline, &notes);
    between.extend(between::blocks(outline, headings, &notes, &is_own));
    between.extend(others::titles(outline, headings, &notes));
    let mut paid = sponsors::beside_containers(outline, headings, &notes, &is_own);
    if found.drop == Drop::Soft {
        paid.extend(sponsors::in_containers(outline, &notes, &is_own));
    }
    let roots = parts.chain(between.into_iter().chain(paid).map(|at| outline.items[at].node.id())).collect();
    let without = notes.iter().flat_map(|at| {
        let dropped = outline.dropped_in(*at, found.drop);
        let others = others::sections(outline, headings, *at, &is_own);
        let head = around::head(outline, *at, is_own).into_iter();
        let head = head.chain(title::in_block(outline, headings, *at, &is_own));
        let foot = around::foot(outline, *at, is_own);
        dropped.into_iter().chain(others).chain(head).chain(foot.filter(|_| is_written))
    });
    Region::nodes(ScopeRule::Known(found.name), roots, without.collect())
}

/// Notes that are hidden in scripts, or whatever looks most like notes.
fn guessed(
    (dom, source): (&Dom, &str),
    outline: &mut Outline<'_>,
    headings: &[Heading],
    metadata: &Metadata,
    site: &Site,
) -> Result<Region, EpisodeError> {
    others::drop(outline, headings, site);
    let main = content::find(outline);
    let text = outline.first("body").map_or(0, |body| outline.text(body));
    let speaks = main.is_some_and(|at| outline.has_links(at)) || (text >= shell::MOST && main.is_some());
    if !speaks && let Some(found) = embedded::find(dom, outline, source, metadata.title.as_deref()) {
        let notes = Notes::Embedded { text: found.text, map: found.map, cut: found.cut };
        return Ok(Region { rule: ScopeRule::Embedded(found.name), notes });
    }
    if let Some(at) = main.or_else(|| content::only(outline, &|href| site.is_own(href))) {
        let (roots, without) = main_content(outline, headings, at, site);
        return Ok(Region::nodes(ScopeRule::MainContent, roots, without));
    }
    if text < shell::MOST && shell::is_one(outline) {
        return Err(EpisodeError::Scripted { feed: metadata.feed.clone() });
    }
    let without = outline.items.first().map(|_| outline.dropped_in(0, Drop::Soft)).unwrap_or_default();
    Ok(Region::nodes(ScopeRule::WholePage, vec![dom.root().id()], without))
}

/// The main content, and what of it isn't notes.
fn main_content(outline: &Outline<'_>, headings: &[Heading], at: usize, site: &Site) -> (Vec<NodeId>, Vec<NodeId>) {
    let is_own = |href: &str| site.is_own(href);
    let lists = content::lists_of_pages(outline, at, is_own).into_iter().map(|at| outline.items[at].node.id());
    let mut without = outline.dropped_in(at, Drop::Soft);
    without.extend(lists);
    without.extend(around::chrome(outline, at, is_own));
    without.extend(others::sections(outline, headings, at, &is_own));
    without.extend(others::offices(outline, headings, at));
    (vec![outline.items[at].node.id()], without)
}
