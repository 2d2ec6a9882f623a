//! The plot: which share of the links is dead or has moved, by the age of the episode. Drawn as SVG, and told as a table.

use std::io::{self, Write};

use super::super::Report;
use super::age::{self, Ages, Bucket};

/// The size of the drawing, in units of the SVG.
const WIDTH: usize = 720;
/// Its height.
const HEIGHT: usize = 240;
/// Where the area of the bars begins and ends.
const LEFT: usize = 48;
const TOP: usize = 24;
const BOTTOM: usize = 190;

/// Writes the section, if there are ages to tell apart.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let Some(ages) = age::of(report) else { return Ok(()) };
    writeln!(
        out,
        "<section class=\"rot\" aria-labelledby=\"rot-title\"><h2 id=\"rot-title\">How the links have aged</h2>"
    )?;
    writeln!(out, "<figure>")?;
    drawing(&ages, out)?;
    writeln!(out, "<figcaption>{}</figcaption></figure>", caption(&ages))?;
    table(&ages, out)?;
    writeln!(out, "</section>")
}

/// The drawing in words.
fn caption(ages: &Ages) -> String {
    let all = ages.buckets.iter().fold(Bucket::default(), |all, bucket| Bucket {
        links: all.links + bucket.links,
        dead: all.dead + bucket.dead,
        moved: all.moved + bucket.moved,
    });
    format!(
        "Of {} links that could be judged, <span class=\"key dead\">{} are dead</span> (broken, invalid or suspicious) and \
         <span class=\"key moved\">{} have moved</span>. Each bar is one {} of age.",
        all.links,
        per_cent(all.dead_share()),
        per_cent(all.moved_share()),
        ages.step.name
    )
}

fn drawing(ages: &Ages, out: &mut dyn Write) -> io::Result<()> {
    let top = scale(ages);
    writeln!(
        out,
        "<svg class=\"plot\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"Dead and moved links by age of the episode; the table below has the figures\">"
    )?;
    for step in 0..=4 {
        let (share, y) = (top * step / 4, BOTTOM - (BOTTOM - TOP) * step / 4);
        writeln!(out, "<line class=\"grid\" x1=\"{LEFT}\" x2=\"{WIDTH}\" y1=\"{y}\" y2=\"{y}\"/>")?;
        writeln!(
            out,
            "<text class=\"axis\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
            LEFT - 8,
            y + 4,
            per_cent(share)
        )?;
    }
    for (index, bucket) in ages.buckets.iter().enumerate() {
        bar(index, *bucket, ages, top, out)?;
    }
    let (x, y) = (usize::midpoint(LEFT, WIDTH), HEIGHT - 6);
    writeln!(out, "<text class=\"axis\" x=\"{x}\" y=\"{y}\" text-anchor=\"middle\">age of the episode</text>\n</svg>")
}

/// The share at the top of the scale, in tenths of a per cent: the next of a few round ones.
fn scale(ages: &Ages) -> usize {
    let most = ages.buckets.iter().map(|bucket| bucket.dead_share() + bucket.moved_share()).max().unwrap_or(0);
    [40, 100, 200, 400, 600, 800].into_iter().find(|top| *top >= most).unwrap_or(1000)
}

fn bar(index: usize, bucket: Bucket, ages: &Ages, top: usize, out: &mut dyn Write) -> io::Result<()> {
    let room = (WIDTH - LEFT) / ages.buckets.len();
    let width = (room * 7 / 10).min(64);
    let (x, middle) = (LEFT + room * index + (room - width) / 2, LEFT + room * index + room / 2);
    let height = |share: usize| (BOTTOM - TOP) * share / top;
    let (dead, moved) = (height(bucket.dead_share()), height(bucket.moved_share()));
    writeln!(out, "<rect class=\"fill dead\" x=\"{x}\" y=\"{}\" width=\"{width}\" height=\"{dead}\"/>", BOTTOM - dead)?;
    writeln!(
        out,
        "<rect class=\"fill moved\" x=\"{x}\" y=\"{}\" width=\"{width}\" height=\"{moved}\"/>",
        BOTTOM - dead - moved
    )?;
    if bucket.dead > 0 {
        // The figure belongs to the dead part: inside of it, or above all where it is too low.
        let (class, y) =
            if dead > 20 { ("value inside", BOTTOM - dead + 16) } else { ("value", BOTTOM - dead - moved - 6) };
        let share = per_cent(bucket.dead_share());
        writeln!(out, "<text class=\"{class}\" x=\"{middle}\" y=\"{y}\" text-anchor=\"middle\">{share}</text>")?;
    }
    let y = BOTTOM + 18;
    writeln!(
        out,
        "<text class=\"axis\" x=\"{middle}\" y=\"{y}\" text-anchor=\"middle\">{}</text>",
        ages.step.label(index)
    )
}

fn per_cent(tenths: usize) -> String {
    if tenths > 100 || tenths.is_multiple_of(10) {
        format!("{}%", (tenths + 5) / 10)
    } else {
        format!("{}.{}%", tenths / 10, tenths % 10)
    }
}

fn table(ages: &Ages, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<details><summary>The figures</summary><table><thead><tr>")?;
    for title in ["Age", "Links", "Dead", "Moved", "Dead, %", "Moved, %"] {
        writeln!(out, "<th scope=\"col\">{title}</th>")?;
    }
    writeln!(out, "</tr></thead><tbody>")?;
    for (index, bucket) in ages.buckets.iter().enumerate() {
        let (dead, moved) = (per_cent(bucket.dead_share()), per_cent(bucket.moved_share()));
        let Bucket { links, dead: number, moved: other } = bucket;
        let row = format!("<td>{links}</td><td>{number}</td><td>{other}</td><td>{dead}</td><td>{moved}</td>");
        writeln!(out, "<tr><th scope=\"row\">{}</th>{row}</tr>", ages.step.label(index))?;
    }
    writeln!(out, "</tbody></table></details>")
}
