//! What platforms say of a thing that they don't show any more, in their few words: "Episode unavailable", "Cet épisode a été retiré par son auteur".
//!
//! There are too many such sentences for a list. They are all made alike: a thing, what became of it, and small words. A sentence with any other word is
//! about something else.

use super::Apology;

/// The words of a language, in lower case, with commas between phrases of several words.
struct Language {
    /// What is shown on pages of its own.
    things: &'static str,
    /// Those of them that are the page itself.
    pages: &'static str,
    /// What became of it, behind the thing.
    gone: &'static str,
    /// The same, before the thing.
    lost: &'static str,
    /// What may stand between and beside them.
    small: &'static str,
    /// With what begins who did it, and why.
    why: &'static str,
}

const LANGUAGES: &[Language] = &[
    Language {
        things: "episode track video clip film movie post article story file document folder item offer deal promotion show series podcast event \
                 playlist album song recording stream livestream broadcast programme program book product listing content collection project photo \
                 image recipe course publication newsletter audio webinar thread topic comment tweet reel gist paste poll survey form",
        pages: "page url",
        gone: "unavailable, not available, isn't available, no longer available, removed, deleted, expired, withdrawn, unpublished, not found, missing, \
               taken down, taken offline, does not exist, doesn't exist, no longer exists, no longer exist, cannot be found, can't be found, could not be \
               found, couldn't be found, no longer here, no longer online, discontinued, is gone, has gone",
        lost: "couldn't find, could not find, can't find, cannot find, can't seem to find, unable to find, didn't find",
        small: "sorry we're we are i'm this that the these your our it is was were has have been be now currently temporarily right anymore any more \
                longer you requested you're looking for trying to watch hear play access view open reach want wanted after no had oh oops hmm and seems \
                appears may might error",
        why: "by because due since or",
    },
    Language {
        things: "folge episode sendung beitrag video clip film artikel datei dokument angebot aktion veranstaltung produkt inhalt inhalte playlist podcast \
                 album buch anzeige inserat aufnahme umfrage formular kurs rezept projekt titel lied hörbuch bild foto stream programm",
        pages: "seite",
        gone: "nicht verfügbar, nicht mehr verfügbar, nicht mehr vorhanden, nicht vorhanden, nicht gefunden, nicht finden, existiert nicht, existiert nicht \
               mehr, gibt es nicht mehr, entfernt, gelöscht, abgelaufen, zurückgezogen, nicht mehr online, depubliziert, nicht mehr zur verfügung, \
               nicht zur verfügung, nicht länger verfügbar, nicht abrufbar, nicht mehr abrufbar",
        lost: "",
        small: "diese dieser dieses die der das dein ihr leider ist sind wurde wurden hat haben steht stehen worden derzeit aktuell momentan zurzeit wir \
                konnten können kann ihnen sie du gewünschte gesuchte angeforderte aufgerufene ups hoppla entschuldigung und bereits schon es tut uns leid",
        why: "von vom durch weil da wegen aus oder",
    },
    Language {
        things: "épisode vidéo émission article contenu fichier document offre promotion produit livre événement annonce podcast album titre morceau \
                 piste playlist publication photo image projet sondage formulaire série replay programme film chanson enregistrement",
        pages: "page",
        gone: "indisponible, plus disponible, pas disponible, non disponible, introuvable, supprimé, supprimée, retiré, retirée, expiré, expirée, effacé, \
               effacée, dépublié, dépubliée, n'existe pas, n'existe plus, plus en ligne, non trouvé, non trouvée",
        lost: "impossible de trouver, ne trouvons pas, n'avons pas trouvé",
        small: "cet cette ce l'épisode l'article l'émission l'offre le la les votre a été est n'est ne désolé désolés oups hélas malheureusement actuellement \
                momentanément demandé demandée nous que vous recherchez avez on temporairement",
        why: "par car suite pour en ou",
    },
    Language {
        things: "episodio capítulo vídeo video programa artículo contenido archivo documento oferta promoción producto libro evento anuncio podcast álbum \
                 canción pista lista publicación entrada imagen foto proyecto encuesta curso serie película grabación audio",
        pages: "página",
        gone: "no disponible, no está disponible, no están disponible, ya no está disponible, eliminado, eliminada, borrado, borrada, retirado, retirada, \
               caducado, caducada, expirado, expirada, no existe, ya no existe, no encontrado, no encontrada, no se encuentra, no se encontró",
        lost: "no encontramos, no hemos encontrado, no pudimos encontrar, no podemos encontrar",
        small: "este esta el la los las tu ha sido fue se lo sentimos ups solicitado solicitada que buscas actualmente temporalmente está es",
        why: "por porque debido del o",
    },
    Language {
        things: "episódio vídeo programa artigo conteúdo arquivo ficheiro documento oferta promoção produto livro evento anúncio podcast álbum música \
                 faixa lista publicação postagem imagem foto projeto curso série filme gravação áudio",
        pages: "página",
        gone: "indisponível, não disponível, não está disponível, não está mais disponível, já não está disponível, removido, removida, excluído, excluída, \
               apagado, apagada, eliminado, eliminada, retirado, retirada, expirado, expirada, expirou, não existe, não existe mais, não encontrado, \
               não encontrada, não foi encontrado, não foi encontrada",
        lost: "não encontramos, não conseguimos encontrar, não foi possível encontrar",
        small: "este esta o a os as seu sua foi sido ops desculpe lamentamos que você procura solicitado solicitada atualmente temporariamente está é",
        why: "por porque devido pelo pela ou",
    },
    Language {
        things: "episodio puntata video programma articolo contenuto file documento offerta promozione prodotto libro evento annuncio podcast album brano \
                 traccia playlist post immagine foto progetto corso serie film registrazione audio",
        pages: "pagina",
        gone: "non disponibile, non più disponibile, non è disponibile, non è più disponibile, rimosso, rimossa, eliminato, eliminata, ritirato, ritirata, \
               scaduto, scaduta, non esiste, non esiste più, non trovato, non trovata, non è stato trovato, non è stata trovata",
        lost: "non troviamo, non abbiamo trovato, impossibile trovare",
        small: "questo questa questi il lo la l'episodio è stato stata ci dispiace spiacenti ops purtroppo attualmente momentaneamente richiesto richiesta \
                che cerchi",
        why: "da dal dalla dall per perché o",
    },
    Language {
        things: "aflevering video uitzending artikel bestand document aanbieding actie product boek evenement advertentie podcast album nummer playlist \
                 bericht inhoud foto afbeelding project cursus serie film opname programma",
        pages: "pagina",
        gone: "niet beschikbaar, niet meer beschikbaar, niet langer beschikbaar, verwijderd, verlopen, ingetrokken, niet gevonden, niet vinden, bestaat \
               niet, bestaat niet meer, niet meer online",
        lost: "",
        small: "deze dit die dat de het je uw is zijn was werd wordt helaas sorry oeps momenteel tijdelijk op dit moment gevraagde opgevraagde we kunnen \
                konden",
        why: "door vanwege wegens omdat of",
    },
    Language {
        things: "avsnitt avsnittet video videon klipp klippet program programmet artikel artikeln fil filen dokument dokumentet erbjudande erbjudandet \
                 produkt produkten bok boken evenemang evenemanget annons annonsen podd podden album albumet låt låten spellista spellistan inlägg inlägget \
                 innehåll innehållet bild bilden inspelning inspelningen",
        pages: "sida sidan",
        gone: "inte tillgänglig, inte tillgängligt, inte längre tillgänglig, inte längre tillgängligt, tagits bort, togs bort, borttagen, borttaget, raderad, \
               raderat, raderats, gått ut, utgått, finns inte, finns inte längre, finns inte kvar, hittades inte, kunde inte hittas",
        lost: "hittade inte, kan inte hitta, kunde inte hitta, hittar inte",
        small: "det den de här detta denna är har blivit tyvärr just nu för tillfället vi du söker",
        why: "av på eftersom eller",
    },
    Language {
        things: "afsnit afsnittet episode episoden video videoen klip klippet klipp program programmet artikel artiklen artikkel artikkelen fil filen tilbud \
                 tilbuddet tilbudet produkt produktet bog bogen bok boka boken annonce annoncen annonse annonsen podcast podcasten album albummet albumet \
                 opslag opslaget innlegg innlegget indhold indholdet innhold innholdet arrangement arrangementet begivenhed begivenheden",
        pages: "side siden",
        gone: "ikke tilgængelig, ikke tilgængeligt, ikke tilgjengelig, ikke længere tilgængelig, ikke længere tilgængeligt, ikke lenger tilgjengelig, \
               fjernet, slettet, udløbet, utløpt, findes ikke, findes ikke længere, finnes ikke, finnes ikke lenger, blev ikke fundet, ble ikke funnet, \
               ikke fundet, ikke funnet",
        lost: "kan ikke finde, kunne ikke finde, kan ikke finne, kunne ikke finne, fandt ikke, fant ikke",
        small: "det den de denne dette er blev ble blevet blitt har beklager desværre dessverre i øjeblikket for øyeblikket vi du leder efter etter",
        why: "af av på fordi eller",
    },
    Language {
        things: "jakso video ohjelma artikkeli tiedosto tarjous tuote kirja tapahtuma ilmoitus podcast albumi kappale soittolista julkaisu sisältö kuva",
        pages: "sivu sivua",
        gone: "ei ole saatavilla, ei ole enää saatavilla, poistettu, vanhentunut, päättynyt, ei löydy, ei löytynyt, ei ole olemassa",
        lost: "",
        small: "tämä tätä on valitettavasti haettu etsimäsi pyytämäsi",
        why: "koska tai",
    },
    Language {
        things: "odcinek film wideo nagranie artykuł plik dokument oferta promocja produkt książka wydarzenie ogłoszenie podcast album utwór playlista \
                 post wpis treść zdjęcie projekt kurs audycja",
        pages: "strona",
        gone: "niedostępny, niedostępna, niedostępne, nie jest dostępny, nie jest dostępna, nie jest dostępne, nie jest już dostępny, nie jest już dostępna, \
               nie jest już dostępne, usunięty, usunięta, usunięte, wygasł, wygasła, wygasło, wycofany, wycofana, wycofane, nie istnieje, nie została \
               znaleziona, nie został znaleziony, nie zostało znalezione",
        lost: "nie znaleziono, nie możemy znaleźć",
        small: "ten ta to tego jest został została zostało niestety przepraszamy ups już obecnie chwilowo",
        why: "przez z ponieważ lub",
    },
    Language {
        things: "epizoda díl video pořad článek soubor dokument nabídka akce produkt kniha událost inzerát podcast album skladba příspěvek obsah nahrávka",
        pages: "stránka",
        gone: "není dostupný, není dostupná, není dostupné, není k dispozici, již není k dispozici, už není k dispozici, již není dostupný, již není \
               dostupná, již není dostupné, nedostupný, nedostupná, nedostupné, smazán, smazána, smazáno, odstraněn, odstraněna, odstraněno, vypršel, \
               vypršela, vypršelo, neexistuje, nenalezen, nenalezena, nenalezeno, nebyl nalezen, nebyla nalezena",
        lost: "",
        small: "tento tato toto byl byla bylo je bohužel omlouváme se momentálně",
        why: "autorem z kvůli protože nebo",
    },
    Language {
        things: "выпуск эпизод видео ролик видеоролик запись пост публикация статья файл документ предложение акция товар книга событие мероприятие \
                 объявление подкаст альбом трек песня плейлист контент материал фото изображение передача",
        pages: "страница",
        gone: "недоступен, недоступна, недоступно, удалён, удален, удалена, удалено, не найден, не найдена, не найдено, не существует, больше не \
               существует, больше не доступен, больше не доступна, истёк, истек, истекла, истекло, снят с публикации, снята с публикации, снято с публикации",
        lost: "не нашли, не можем найти, не удалось найти",
        small: "этот эта это данный данная данное был была было к сожалению извините больше временно мы",
        why: "автором владельцем пользователем правообладателем по или",
    },
    Language {
        things: "bölüm video içerik dosya ürün ilan etkinlik gönderi yayın podcast albüm şarkı kitap kampanya",
        pages: "sayfa",
        gone: "mevcut değil, artık mevcut değil, kullanılamıyor, kaldırıldı, yayından kaldırıldı, silindi, silinmiş, kaldırılmış, bulunamadı, süresi doldu, \
               yok, artık yok",
        lost: "",
        small: "bu maalesef üzgünüz şu anda aradığınız istediğiniz",
        why: "çünkü veya",
    },
];

/// The same of scripts in which words run together: things, and what became of them.
const UNSPACED: &[(&str, &str)] = &[
    (
        "エピソード 動画 番組 記事 投稿 ファイル 商品 コンテンツ イベント",
        "ご利用いただけません, 利用できません, 視聴できません, 再生できません, 削除されました, 削除されています, 見つかりません, 存在しません, 公開を終了, \
         配信を終了, 掲載を終了, 公開されていません, 有効期限が切れ",
    ),
    (
        "视频 节目 文章 内容 文件 商品 帖子 活动 音频 单集 影片 節目 內容 檔案 貼文",
        "不可用, 已删除, 已被删除, 不存在, 已失效, 已下架, 已过期, 无法播放, 無法使用, 已刪除, 已被刪除, 已過期, 無法播放",
    ),
    (
        "동영상 에피소드 게시물 파일 상품 콘텐츠 이벤트 방송 음원",
        "사용할 수 없, 이용할 수 없, 재생할 수 없, 삭제되었습니다, 삭제됨, 존재하지 않, 찾을 수 없, 만료되었",
    ),
];

/// A sentence in such a script has no more characters than this.
const LONGEST: usize = 40;

/// Between the name of a page and that of its site.
const BARS: &[&str] = &[" - ", " – ", " — ", " | ", " · ", " • ", " :: ", " » "];

/// What a title or a heading says of a thing, if it says no more.
pub(super) fn in_name(name: &str) -> Option<Apology> {
    let name = lower(name);
    parts(&name, BARS).find_map(says)
}

/// What the first sentences of a text say of a thing.
pub(super) fn in_text(text: &str) -> Option<Apology> {
    let text = lower(text);
    parts(&text, &[". ", "! ", "? "]).take(2).find_map(says)
}

fn lower(text: &str) -> String {
    text.to_lowercase().replace('’', "'")
}

/// The parts of a text between certain signs.
fn parts<'a>(text: &'a str, signs: &'a [&str]) -> impl Iterator<Item = &'a str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let cut = signs.iter().filter_map(|sign| Some((text.find(sign)?, sign.len()))).min();
        let (part, behind) = cut.map_or((text, None), |(at, length)| (&text[..at], Some(&text[at + length..])));
        rest = behind;
        Some(part)
    })
}

/// What a sentence says of a thing; it may go on to tell why.
fn says(sentence: &str) -> Option<Apology> {
    let sentence = sentence.trim();
    if sentence.contains(['"', '“', '«', '„', ':']) || sentence.ends_with('?') {
        return None;
    }
    if is_unspaced(sentence) {
        return Some(Apology::Removed);
    }
    let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | '!' | '…' | '(' | ')');
    let words: Vec<&str> = sentence.split(is_between).filter(|word| !word.is_empty()).collect();
    LANGUAGES.iter().find_map(|language| language.reads(&words))
}

fn is_unspaced(sentence: &str) -> bool {
    let is_short = !sentence.is_ascii() && sentence.chars().count() <= LONGEST;
    let says = |(things, gone): &(&str, &str)| {
        things.split_whitespace().any(|thing| sentence.contains(thing))
            && gone.split(',').any(|gone| sentence.contains(gone.trim_start()))
    };
    is_short && UNSPACED.iter().any(says)
}

impl Language {
    /// Reads a sentence word by word: small words, a thing, what became of it, in one of two orders.
    fn reads(&self, words: &[&str]) -> Option<Apology> {
        let (mut at, mut thing, mut is_gone) = (0, None, false);
        while at < words.len() {
            let rest = &words[at..];
            let gone = if thing.is_some() { longest(self.gone, rest) } else { 0 };
            let lost = longest(self.lost, rest);
            if gone > 0 {
                (is_gone, at) = (true, at + gone);
            } else if lost > 0 {
                (is_gone, at) = (true, at + lost);
            } else if let Some(what) = self.thing(rest[0]) {
                (thing, at) = (thing.or(Some(what)), at + 1);
            } else if has(self.small, rest[0]) {
                at += 1;
            } else {
                break;
            }
        }
        let is_read = at == words.len() || has(self.why, words[at]);
        thing.filter(|_| is_gone && is_read)
    }

    fn thing(&self, word: &str) -> Option<Apology> {
        match () {
            () if has(self.things, word) => Some(Apology::Removed),
            () if has(self.pages, word) => Some(Apology::NotFound),
            () => None,
        }
    }
}

fn has(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|known| known == word)
}

/// How many words the longest phrase of a list has that begins these words.
fn longest(list: &str, words: &[&str]) -> usize {
    let begins = |phrase: &&str| {
        let mut count = 0;
        let all = phrase.split_whitespace().all(|word| {
            count += 1;
            words.get(count - 1) == Some(&word)
        });
        all && count > 0
    };
    list.split(',').filter(begins).map(|phrase| phrase.split_whitespace().count()).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_and_what_became_of_it_are_enough() {
        for said in [
            "Episode unavailable",
            "This track was removed by its creator.",
            "Sorry, this post was removed",
            "Night Radio | Sorry, that playlist is no longer available right now",
            "This offer has expired",
            "We couldn’t find that video",
            "Épisode indisponible",
            "Cet épisode a été retiré par son auteur",
            "Diese Sendung steht leider nicht mehr zur Verfügung",
            "Folge nicht verfügbar – Klangpost",
            "El documento solicitado ya no está disponible",
            "Este episódio foi removido pelo autor",
            "Questa puntata non è più disponibile",
            "Deze uitzending is verwijderd",
            "Avsnittet är inte tillgängligt",
            "Det här avsnittet har tagits bort",
            "Denne episoden er fjernet",
            "Jakso ei ole enää saatavilla",
            "Ten odcinek został usunięty",
            "Tato epizoda již není k dispozici",
            "Этот выпуск был удалён автором",
            "Bu bölüm artık mevcut değil",
            "このエピソードは削除されました",
            "该视频已被删除",
            "삭제된 동영상: 파일을 찾을 수 없습니다".split(": ").last().unwrap(),
        ] {
            assert_eq!(in_name(said), Some(Apology::Removed), "{said}");
        }
        assert_eq!(in_name("We can’t find that page"), Some(Apology::NotFound));
    }

    #[test]
    fn any_other_word_is_about_something_else() {
        for said in [
            "Removed",
            "Unavailable",
            "Deleted scenes",
            "The missing episode",
            "31: The phone that was unavailable",
            "Why this video was removed",
            "Is this video unavailable?",
            "“Video unavailable”",
            "This object has been removed from display for conservation",
            "This book is no longer available in hardcover",
            "Some episodes are not available on Spotify",
            "The CD is no longer available",
            "Why the episode on kelp was removed by its host",
            "Film: Gone",
            "動画の作り方と、削除されたファイルを元に戻す方法について詳しく説明していきますので、どうぞご覧ください",
        ] {
            assert_eq!(in_name(said), None, "{said}");
        }
    }

    #[test]
    fn a_text_says_so_at_once() {
        let said = "Sorry, the file you have requested does not exist. Make sure that you have the correct URL.";
        assert_eq!(in_text(said), Some(Apology::Removed));
        assert_eq!(
            in_text("We couldn't find that video. It may have been deleted by its owner."),
            Some(Apology::Removed)
        );
        assert_eq!(in_text("Ferry bell, 1911. Bronze. This episode has been removed."), None);
        assert_eq!(in_text("Ferry bell This episode has been removed."), None);
    }
}
