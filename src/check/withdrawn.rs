//! What platforms say of a thing that they don't show any more, in their few words: "Episode unavailable", "Cet épisode a été retiré par son auteur".
//!
//! There are too many such sentences for a list. They are all made alike: a thing, what became of it, and small words. A sentence with any other word is
//! about something else.

use std::sync::LazyLock;

use foldhash::{HashMap, HashSet};
use memchr::memchr3_iter;

use super::phrases::in_lower_case;
use super::sense::BARS;
use super::{Apology, sense};

/// The words of a language, in lower case, with commas between phrases of several words.
struct Language {
    /// What is shown on pages of its own.
    things: &'static str,
    /// What belongs to somebody. They are named behind another word only: guides to them have bare titles, such as "Account deleted".
    owned: &'static str,
    /// Those things that are the page itself.
    pages: &'static str,
    /// What stands for it without its name.
    sought: &'static str,
    /// What became of it, behind the thing.
    gone: &'static str,
    /// The same, before the thing.
    lost: &'static str,
    /// Whole sentences that say so without a thing.
    nothing: &'static str,
    /// What a sponsor offers for a while.
    offers: &'static str,
    /// What becomes of that in the end, which of other things says nothing: a past event has ended, too.
    ended: &'static str,
    /// What may stand between and beside them.
    small: &'static str,
    /// With what begins who did it, and why.
    why: &'static str,
}

const LANGUAGES: &[Language] = &[
    Language {
        things: "episode track video clip film movie post article story file document folder item offer deal promotion show series podcast event \
                 playlist album song recording stream livestream broadcast programme program book product listing content collection project photo \
                 image recipe course publication newsletter audio webinar thread topic comment tweet reel gist paste poll survey form feed",
        owned: "account channel profile",
        pages: "page url",
        sought: "",
        gone: "unavailable, not available, isn't available, no longer available, removed, deleted, expired, withdrawn, unpublished, not found, \
               missing, taken down, taken offline, does not exist, doesn't exist, no longer exists, no longer exist, cannot be found, can't be \
               found, could not be found, couldn't be found, no longer here, no longer online, discontinued, is gone, has gone, deactivated, has \
               been disabled, was disabled, has been terminated, was terminated, isn't here anymore, isn't here any more, is not here anymore, is \
               not here any more",
        lost: "couldn't find, could not find, can't find, cannot find, can't seem to find, unable to find, didn't find, author deleted, author has \
               deleted, author removed, author has removed, owner deleted, owner has deleted, owner removed, owner has removed, user deleted, user \
               has deleted, uploader deleted, uploader has deleted, uploader removed, uploader has removed, creator deleted, creator has deleted",
        nothing: "",
        offers: "offer deal promotion promo code coupon voucher discount campaign",
        ended: "expired, ended, has ended, is over, no longer valid, not valid, isn't valid, is no longer valid, no longer active, not active",
        small: "sorry we're we are i'm this that the these your our it is was were has have been be now currently temporarily right anymore any more \
                longer you requested you're looking for trying to watch hear play access view open reach want wanted after no had oh oops hmm and seems \
                appears may might error",
        why: "by because due since or",
    },
    Language {
        things: "folge episode sendung beitrag video clip film artikel datei dokument angebot aktion veranstaltung produkt inhalt inhalte playlist podcast \
                 album buch anzeige inserat aufnahme umfrage formular kurs rezept projekt titel lied hörbuch bild foto stream programm",
        owned: "konto kanal profil benutzerkonto nutzerkonto account",
        pages: "seite",
        sought: "",
        gone: "nicht verfügbar, nicht mehr verfügbar, nicht mehr vorhanden, nicht vorhanden, nicht gefunden, nicht finden, existiert nicht, \
               existiert nicht mehr, gibt es nicht mehr, entfernt, gelöscht, abgelaufen, zurückgezogen, nicht mehr online, depubliziert, nicht mehr \
               zur verfügung, nicht zur verfügung, nicht länger verfügbar, nicht abrufbar, nicht mehr abrufbar, deaktiviert, nicht mehr hier, nicht \
               mehr da, abgeschaltet",
        lost: "",
        nothing: "",
        offers: "angebot aktion gutschein gutscheincode rabattcode code rabatt rabattaktion kampagne",
        ended: "abgelaufen, beendet, zu ende, nicht mehr gültig, ungültig, nicht mehr aktiv, vorbei",
        small: "diese dieser dieses die der das dein ihr leider ist sind wurde wurden hat haben steht stehen worden derzeit aktuell momentan zurzeit wir \
                konnten können kann ihnen sie du gewünschte gesuchte angeforderte aufgerufene ups hoppla entschuldigung und bereits schon es tut uns leid",
        why: "von vom durch weil da wegen aus oder",
    },
    Language {
        things: "épisode vidéo émission article contenu fichier document offre promotion produit livre événement annonce podcast album titre morceau \
                 piste playlist publication photo image projet sondage formulaire série replay programme film chanson enregistrement",
        owned: "compte chaîne profil",
        pages: "page",
        sought: "ce que vous cherchez, ce que vous recherchez, ce que vous cherchiez, ce que vous recherchiez, ce que tu cherches",
        gone: "indisponible, plus disponible, pas disponible, non disponible, introuvable, supprimé, supprimée, retiré, retirée, expiré, expirée, \
               effacé, effacée, dépublié, dépubliée, n'existe pas, n'existe plus, plus en ligne, non trouvé, non trouvée, désactivé, désactivée, \
               plus ici, plus accessible, n'a pas été trouvé, n'a pas été trouvée, n'a pas pu être trouvé, n'a pas pu être trouvée",
        lost: "impossible de trouver, ne trouvons pas, n'avons pas trouvé, n'avons pas pu trouver, n'avons pas réussi à trouver, ne parvenons pas à \
               trouver, ne pouvons pas trouver",
        nothing: "il n'y a rien ici",
        offers: "l'offre offre promotion code coupon promo opération",
        ended: "expiré, expirée, terminé, terminée, plus valable, plus valide, n'est plus valable, n'est plus valide, fini, finie",
        small: "cet cette ce l'épisode l'article l'émission l'offre le la les votre a été est n'est ne désolé désolés oups hélas malheureusement \
                actuellement momentanément demandé demandée nous que vous recherchez avez on temporairement cherchez cherchiez recherchiez cherches \
                tentez essayez tentiez voulez souhaitez demandez de d'accéder d'afficher d'ouvrir visiter voir consulter ouvrir à laquelle auquel \
                erreur",
        why: "par car suite pour en ou",
    },
    Language {
        things: "episodio capítulo vídeo video programa artículo contenido archivo documento oferta promoción producto libro evento anuncio podcast álbum \
                 canción pista lista noticia publicación entrada imagen foto proyecto encuesta curso serie película grabación audio",
        owned: "cuenta canal perfil",
        pages: "página",
        sought: "lo que buscas, lo que busca, lo que buscabas, lo que buscaba, lo que estás buscando, lo que está buscando",
        gone: "no disponible, no está disponible, no están disponible, ya no está disponible, eliminado, eliminada, borrado, borrada, retirado, \
               retirada, caducado, caducada, expirado, expirada, no existe, ya no existe, no encontrado, no encontrada, no se encuentra, no se \
               encontró, desactivado, desactivada, deshabilitado, deshabilitada, dado de baja, dada de baja, ya no está aquí, no se ha encontrado, \
               no se ha podido encontrar, no se pudo encontrar, no ha sido encontrado, no ha sido encontrada",
        lost: "no encontramos, no hemos encontrado, no pudimos encontrar, no podemos encontrar, no hemos podido encontrar, no hemos logrado \
               encontrar, no logramos encontrar, no conseguimos encontrar, no hemos localizado, no se ha encontrado, no se ha podido encontrar, no \
               se pudo encontrar",
        nothing: "aquí no hay nada, no hay nada aquí, no hay nada por aquí",
        offers: "oferta promoción código cupón descuento campaña",
        ended: "caducado, caducada, expirado, expirada, ha terminado, terminó, terminado, terminada, ha finalizado, finalizó, finalizado, finalizada, ya no es válido, ya no es válida, ya no está activo, ya no está activa",
        small: "este esta el la los las tu ha sido fue se lo sentimos ups solicitado solicitada que buscas actualmente temporalmente está es vaya uy \
                uh oh vaya error aviso busca buscabas buscaba buscando estás estabas intentas intenta intentabas intentando tratas trata de visitar \
                ver abrir acceder consultar deseas desea quieres quiere solicitas solicita a al en",
        why: "por porque debido del o",
    },
    Language {
        things: "episodi capítol programa vídeo article contingut fitxer arxiu document oferta promoció producte llibre esdeveniment anunci podcast \
                 àlbum cançó llista publicació entrada imatge foto projecte enquesta curs sèrie pel·lícula àudio gravació",
        owned: "compte canal perfil",
        pages: "pàgina",
        sought: "el que busques, el que cerques, el que busqueu, el que cerqueu, allò que busques, allò que cerques, allò que busqueu, el que estàs \
                 buscant, el que esteu buscant",
        gone: "no disponible, no està disponible, ja no està disponible, no és disponible, ja no és disponible, eliminat, eliminada, esborrat, \
               esborrada, retirat, retirada, caducat, caducada, desactivat, desactivada, no existeix, ja no existeix, no trobat, no trobada, no s'ha \
               trobat, no s'ha pogut trobar, no es troba, ja no és aquí",
        lost: "no trobem, no hem trobat, no hem pogut trobar, no podem trobar, no s'ha trobat, no s'ha pogut trobar",
        nothing: "aquí no hi ha res, no hi ha res aquí",
        offers: "oferta promoció codi cupó campanya",
        ended: "caducat, caducada, ha acabat, s'ha acabat, ha finalitzat, finalitzat, finalitzada, ja no és vàlid, ja no és vàlida",
        small: "aquest aquesta el la els les ho sentim ui ups vaja ha estat sigut sol·licitat sol·licitada que busques cerques busqueu cerqueu \
                buscant cercant estàs esteu intentes intenteu proves proveu voleu vols de a d'accedir d'obrir visitar veure obrir accedir està és \
                actualment temporalment error avís",
        why: "per perquè pel o del",
    },
    Language {
        things: "episódio vídeo programa artigo conteúdo arquivo ficheiro documento oferta promoção produto livro evento anúncio podcast álbum música \
                 faixa lista notícia publicação postagem imagem foto projeto curso série filme gravação áudio",
        owned: "conta canal perfil",
        pages: "página",
        sought: "o que você procura, o que procura, o que procuras, o que você busca, o que está procurando, o que você está procurando, o que \
                 procurava",
        gone: "indisponível, não disponível, não está disponível, não está mais disponível, já não está disponível, removido, removida, excluído, \
               excluída, apagado, apagada, eliminado, eliminada, retirado, retirada, expirado, expirada, expirou, não existe, não existe mais, não \
               encontrado, não encontrada, não foi encontrado, não foi encontrada, desativado, desativada, desactivado, desactivada, não está mais \
               aqui, já não está aqui, não pôde ser encontrado, não pôde ser encontrada",
        lost: "não encontramos, não conseguimos encontrar, não foi possível encontrar, não pudemos encontrar, não podemos encontrar, não foi \
               possível localizar, não conseguimos localizar, não encontrámos",
        nothing: "aqui não há nada, não há nada aqui, não tem nada aqui, não há nada por aqui",
        offers: "oferta promoção código cupão cupom desconto campanha",
        ended: "expirou, expirado, expirada, terminou, acabou, encerrou, encerrado, encerrada, já não é válido, já não é válida, não é mais válido, não é mais válida",
        small: "este esta o a os as seu sua foi sido ops desculpe lamentamos que você procura solicitado solicitada atualmente temporariamente está \
                é ups oops erro aviso procuras busca buscas procurando buscando tenta tentou tentando tentas pretende deseja quer acessar aceder \
                visitar ver abrir consultar à",
        why: "por porque devido pelo pela ou",
    },
    Language {
        things: "episodio puntata video programma articolo notizia contenuto file documento offerta promozione prodotto libro evento annuncio podcast album brano \
                 traccia playlist post immagine foto progetto corso serie film registrazione audio",
        owned: "account canale profilo",
        pages: "pagina",
        sought: "ciò che cerchi, ciò che cercavi, ciò che stai cercando, quello che cerchi, quello che cercavi, quello che stai cercando, quel che \
                 cerchi",
        gone: "non disponibile, non più disponibile, non è disponibile, non è più disponibile, rimosso, rimossa, eliminato, eliminata, ritirato, \
               ritirata, scaduto, scaduta, non esiste, non esiste più, non trovato, non trovata, non è stato trovato, non è stata trovata, \
               disattivato, disattivata, non è più qui, non si trova, non può essere trovato, non può essere trovata",
        lost: "non troviamo, non abbiamo trovato, impossibile trovare, non siamo riusciti a trovare, non riusciamo a trovare, non possiamo trovare, \
               non abbiamo potuto trovare",
        nothing: "qui non c'è niente, qui non c'è nulla, non c'è niente qui, non c'è nulla qui",
        offers: "offerta promozione codice coupon sconto",
        ended: "scaduto, scaduta, terminato, terminata, concluso, conclusa, non è più valido, non è più valida",
        small: "questo questa questi il lo la l'episodio è stato stata ci dispiace spiacenti ops purtroppo attualmente momentaneamente richiesto \
                richiesta che cerchi oops errore avviso cerca cercavi cercando stai hai tentando tentato cercato provando di a vuoi visitare vedere \
                aprire raggiungere consultare",
        why: "da dal dalla dall per perché o",
    },
    Language {
        things: "aflevering video uitzending artikel bestand document aanbieding actie product boek evenement advertentie podcast album nummer playlist \
                 bericht inhoud foto afbeelding project cursus serie film opname programma",
        owned: "account kanaal profiel",
        pages: "pagina",
        sought: "",
        gone: "niet beschikbaar, niet meer beschikbaar, niet langer beschikbaar, verwijderd, verlopen, ingetrokken, niet gevonden, niet vinden, \
               bestaat niet, bestaat niet meer, niet meer online, gedeactiveerd, uitgeschakeld, niet meer hier, hier niet meer",
        lost: "",
        nothing: "",
        offers: "aanbieding actie code kortingscode kortingsactie coupon",
        ended: "verlopen, afgelopen, voorbij, beëindigd, niet meer geldig, niet langer geldig, ongeldig",
        small: "deze dit die dat de het je uw is zijn was werd wordt helaas sorry oeps momenteel tijdelijk op dit moment gevraagde opgevraagde we kunnen \
                konden u zoekt zocht bent naar opzoek",
        why: "door vanwege wegens omdat of",
    },
    Language {
        things: "avsnitt avsnittet video videon klipp klippet program programmet artikel artikeln fil filen dokument dokumentet erbjudande erbjudandet \
                 produkt produkten bok boken evenemang evenemanget annons annonsen podd podden album albumet låt låten spellista spellistan inlägg inlägget \
                 innehåll innehållet bild bilden inspelning inspelningen",
        owned: "konto kontot kanal kanalen profil profilen",
        pages: "sida sidan",
        sought: "",
        gone: "inte tillgänglig, inte tillgängligt, inte längre tillgänglig, inte längre tillgängligt, tagits bort, togs bort, borttagen, borttaget, \
               raderad, raderat, raderats, gått ut, utgått, finns inte, finns inte längre, finns inte kvar, hittades inte, kunde inte hittas, \
               inaktiverad, inaktiverat, inaktiverats, avaktiverad, avaktiverat, avaktiverats, finns inte här längre",
        lost: "hittade inte, kan inte hitta, kunde inte hitta, hittar inte",
        nothing: "",
        offers: "erbjudande erbjudandet kampanj kampanjen rabattkod rabattkoden kod koden",
        ended: "gått ut, utgången, avslutad, avslutat, slut, har upphört, upphört, inte längre giltig, inte längre giltigt",
        small: "det den de här detta denna är har blivit tyvärr just nu för tillfället vi du söker",
        why: "av på eftersom eller",
    },
    Language {
        things: "afsnit afsnittet episode episoden video videoen klip klippet klipp program programmet artikel artiklen artikkel artikkelen fil filen tilbud \
                 tilbuddet tilbudet produkt produktet bog bogen bok boka boken annonce annoncen annonse annonsen podcast podcasten album albummet albumet \
                 opslag opslaget innlegg innlegget indhold indholdet innhold innholdet arrangement arrangementet begivenhed begivenheden",
        owned: "konto kontoen kanal kanalen profil profilen",
        pages: "side siden",
        sought: "",
        gone: "ikke tilgængelig, ikke tilgængeligt, ikke tilgjengelig, ikke længere tilgængelig, ikke længere tilgængeligt, ikke lenger \
               tilgjengelig, fjernet, slettet, udløbet, utløpt, findes ikke, findes ikke længere, finnes ikke, finnes ikke lenger, blev ikke fundet, \
               ble ikke funnet, ikke fundet, ikke funnet, deaktiveret, deaktivert, ikke her længere, ikke længere her, ikke her lenger, ikke lenger \
               her",
        lost: "kan ikke finde, kunne ikke finde, kan ikke finne, kunne ikke finne, fandt ikke, fant ikke",
        nothing: "",
        offers: "tilbud tilbuddet tilbudet kampagne kampagnen kampanje kampanjen rabatkode rabatkoden rabattkode rabattkoden",
        ended: "udløbet, utløpt, slut, afsluttet, avsluttet, over, ikke længere gyldig, ikke længere gyldigt, ikke lenger gyldig",
        small: "det den de denne dette er blev ble blevet blitt har beklager desværre dessverre i øjeblikket for øyeblikket vi du leder efter etter",
        why: "af av på fordi eller",
    },
    Language {
        things: "jakso video ohjelma artikkeli tiedosto tarjous tuote kirja tapahtuma ilmoitus podcast albumi kappale soittolista julkaisu sisältö kuva",
        owned: "tili kanava profiili",
        pages: "sivu sivua",
        sought: "",
        gone: "ei ole saatavilla, ei ole enää saatavilla, poistettu, vanhentunut, päättynyt, ei löydy, ei löytynyt, ei ole olemassa, poistettu \
               käytöstä, ei ole enää täällä",
        lost: "",
        nothing: "",
        offers: "tarjous kampanja alennuskoodi koodi",
        ended: "päättynyt, on päättynyt, ei ole enää voimassa",
        small: "tämä tätä on valitettavasti haettu etsimäsi pyytämäsi",
        why: "koska tai",
    },
    Language {
        things: "odcinek film wideo nagranie artykuł plik dokument oferta promocja produkt książka wydarzenie ogłoszenie podcast album utwór playlista \
                 post wpis treść zdjęcie projekt kurs audycja",
        owned: "konto kanał profil",
        pages: "strona",
        sought: "",
        gone: "niedostępny, niedostępna, niedostępne, nie jest dostępny, nie jest dostępna, nie jest dostępne, nie jest już dostępny, nie jest już \
               dostępna, nie jest już dostępne, usunięty, usunięta, usunięte, wygasł, wygasła, wygasło, wycofany, wycofana, wycofane, nie istnieje, \
               nie została znaleziona, nie został znaleziony, nie zostało znalezione, dezaktywowany, dezaktywowana, dezaktywowane, wyłączony, \
               wyłączona, wyłączone",
        lost: "nie znaleziono, nie możemy znaleźć",
        nothing: "",
        offers: "oferta promocja kod kupon",
        ended: "wygasł, wygasła, zakończona, zakończony, zakończyła się, dobiegła końca, już nieważny, już nieważna, nieważny, nieważna, nieaktualna",
        small: "ten ta to tego jest został została zostało niestety przepraszamy ups już obecnie chwilowo",
        why: "przez z ponieważ lub",
    },
    Language {
        things: "epizoda díl video pořad článek soubor dokument nabídka akce produkt kniha událost inzerát podcast album skladba příspěvek obsah nahrávka",
        owned: "účet kanál profil",
        pages: "stránka",
        sought: "",
        gone: "není dostupný, není dostupná, není dostupné, není k dispozici, již není k dispozici, už není k dispozici, již není dostupný, již není \
               dostupná, již není dostupné, nedostupný, nedostupná, nedostupné, smazán, smazána, smazáno, odstraněn, odstraněna, odstraněno, \
               vypršel, vypršela, vypršelo, neexistuje, nenalezen, nenalezena, nenalezeno, nebyl nalezen, nebyla nalezena, deaktivován, \
               deaktivována, deaktivováno",
        lost: "",
        nothing: "",
        offers: "nabídka akce kód kupón",
        ended: "vypršel, vypršela, skončila, ukončena, již neplatí, už neplatí, již není platný, již není platná",
        small: "tento tato toto byl byla bylo je bohužel omlouváme se momentálně",
        why: "autorem z kvůli protože nebo",
    },
    Language {
        things: "выпуск эпизод видео ролик видеоролик запись пост публикация статья файл документ предложение акция товар книга событие мероприятие \
                 объявление подкаст альбом трек песня плейлист контент материал фото изображение передача",
        owned: "аккаунт канал профиль",
        pages: "страница",
        sought: "",
        gone: "недоступен, недоступна, недоступно, удалён, удален, удалена, удалено, не найден, не найдена, не найдено, не существует, больше не \
               существует, больше не доступен, больше не доступна, истёк, истек, истекла, истекло, снят с публикации, снята с публикации, снято с \
               публикации, деактивирован, деактивирована, деактивировано, отключён, отключен, отключена, отключено",
        lost: "не нашли, не можем найти, не удалось найти",
        nothing: "",
        offers: "предложение акция код купон промокод",
        ended: "истёк, истекла, истекло, завершена, завершено, завершилась, завершилось, закончилась, закончилось, больше не действует, недействителен, больше не действителен",
        small: "этот эта это данный данная данное был была было к сожалению извините больше временно мы",
        why: "автором владельцем пользователем правообладателем по или",
    },
    Language {
        things: "bölüm video içerik dosya ürün ilan etkinlik gönderi yayın podcast albüm şarkı kitap kampanya",
        owned: "hesap kanal profil",
        pages: "sayfa",
        sought: "",
        gone: "mevcut değil, artık mevcut değil, kullanılamıyor, kaldırıldı, yayından kaldırıldı, silindi, silinmiş, kaldırılmış, bulunamadı, süresi \
               doldu, yok, artık yok, devre dışı bırakıldı, artık burada değil",
        lost: "",
        nothing: "",
        offers: "kampanya teklif kod kupon",
        ended: "sona erdi, bitti, artık geçerli değil, geçerli değil",
        small: "bu maalesef üzgünüz şu anda aradığınız istediğiniz",
        why: "çünkü veya",
    },
];

/// The same of scripts in which words run together: things, and what became of them.
const UNSPACED: &[(&str, &str)] = &[
    (
        "エピソード 動画 番組 ポッドキャスト 記事 投稿 ファイル 商品 コンテンツ イベント",
        "ご利用いただけません, 利用できません, 視聴できません, 再生できません, 削除されました, 削除されています, 見つかりません, 存在しません, 公開を終了, \
         配信を終了, 無効になって, 掲載を終了, 公開されていません, 有効期限が切れ",
    ),
    (
        "视频 节目 播客 文章 内容 文件 商品 帖子 活动 音频 单集 影片 節目 內容 檔案 貼文",
        "不可用, 已删除, 已被删除, 不存在, 已失效, 已停用, 已被停用, 已下架, 已过期, 无法播放, 無法使用, 已刪除, 已被刪除, 已過期, 無法播放",
    ),
    (
        "동영상 팟캐스트 에피소드 게시물 게시글 글입니다 파일 상품 콘텐츠 이벤트 방송 음원",
        "삭제한 글, 삭제한 게시, 사용할 수 없, 이용할 수 없, 재생할 수 없, 삭제되었습니다, 삭제됨, 비활성화되었, 존재하지 않, 찾을 수 없, 만료되었",
    ),
];

/// What belongs to a visitor is no page.
const YOURS: &[&str] = &["your", "our", "dein", "ihr", "votre", "tu", "seu", "sua", "je", "uw"];

/// A sentence in such a script has no more characters than this.
const LONGEST: usize = 40;

/// Things of which a page may speak beside its own: they are its subject only where it says so at once.
const LESSER: &[&str] = &[
    "offer",
    "deal",
    "promotion",
    "form",
    "survey",
    "poll",
    "recording",
    "photo",
    "image",
    "newsletter",
    "comment",
    "thread",
    "angebot",
    "aktion",
    "umfrage",
    "formular",
    "aufnahme",
    "bild",
    "foto",
    "offre",
    "promotion",
    "sondage",
    "formulaire",
    "oferta",
    "promoción",
    "encuesta",
    "formulario",
    "offerta",
    "promozione",
    "aanbieding",
    "actie",
];

/// What a word names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The page, or what it shows.
    Page,
    /// What may be a part of it only.
    Lesser,
}

/// What a word, in lower case, names that may be gone.
pub(super) fn part(word: &str) -> Option<Part> {
    static NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        let lists = LANGUAGES.iter().flat_map(|language| [language.things, language.pages]);
        lists.chain([MORE]).flat_map(str::split_whitespace).collect()
    });
    let word = word.strip_prefix("l'").unwrap_or(word);
    if LESSER.contains(&word) {
        return Some(Part::Lesser);
    }
    NAMES.contains(word).then_some(Part::Page)
}

/// Whether a word, in lower case, is one of those beside a thing, or names one.
pub(super) fn is_known(word: &str) -> bool {
    static SMALL: LazyLock<HashSet<&str>> =
        LazyLock::new(|| LANGUAGES.iter().flat_map(|language| language.small.split_whitespace()).collect());
    SMALL.contains(word) || part(word).is_some()
}

/// Things that a page says have gone, in sentences that are known by themselves.
const MORE: &str = "webpage wideo item resource transfer invite invitation job position vacancy ad advert advertisement account profile user channel link property auction article group topic discussion \
                    stelle stellenanzeige konto profil thema poste compte lien cuenta conta conto vaga vacature advertentie tjänsten kontot länken";

/// What a title or a heading says of a thing, if it says no more. One that goes on to ask is that of a guide: "Channel deactivated – what now?"
pub(super) fn in_name(name: &str) -> Option<Apology> {
    let name = in_lower_case(name);
    let asks = name.trim_end().ends_with('?');
    parts(&name).find_map(says).filter(|_| !asks)
}

/// What the first sentences of a text say of a thing; the second one only if it can't be of something else, or the first one is no more than a cry.
pub(super) fn in_text(text: &str) -> Option<Apology> {
    let mut sentences = sentences(text).map(in_lower_case);
    let first = sentences.next()?;
    let is_cry = first.split_whitespace().count() <= CRY;
    let is_lesser = |sentence: &String| sense::words(sentence).any(|word| LESSER.contains(&word));
    let second = || sentences.next().filter(|second| is_cry || !is_lesser(second)).and_then(|second| says(&second));
    says(&first).or_else(second)
}

/// A cry has no more words than this: "Oh no, sorry!"
const CRY: usize = 3;

/// The parts of a name between bars.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(name);
    std::iter::from_fn(move || {
        let name = rest?;
        let bar = BARS.iter().filter_map(|bar| Some((name.find(bar)?, bar.len()))).min();
        rest = bar.map(|(at, length)| &name[at + length..]);
        Some(bar.map_or(name, |(at, _)| &name[..at]))
    })
}

/// The sentences of a text without the signs that end them; a question stays one.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let bytes = text.as_bytes();
        let end = memchr3_iter(b'.', b'!', b'?', bytes).find(|at| bytes.get(at + 1) == Some(&b' '));
        rest = end.map(|at| &text[at + 2..]);
        Some(end.map_or(text, |at| &text[..at + usize::from(bytes[at] == b'?')]))
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
    let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | '!' | '…' | '(' | ')' | '¡');
    let words: Vec<&str> = sentence.split(is_between).filter(|word| !word.is_empty()).collect();
    let may_read = languages_of(&words);
    let likely = LANGUAGES.iter().enumerate().filter(|(number, _)| may_read >> number & 1 == 1);
    likely.map(|(_, language)| language).find_map(|language| language.reads(&words))
}

/// The languages, a bit each, that know how a sentence begins and what is gone in it: of most sentences, none.
fn languages_of(words: &[&str]) -> u64 {
    static BEGINNINGS: LazyLock<HashMap<&str, u64>> = LazyLock::new(|| index(Language::beginnings));
    static ENDS: LazyLock<HashMap<&str, u64>> = LazyLock::new(|| index(Language::ends));
    let of = |index: &HashMap<&str, u64>, word: &str| index.get(word).copied().unwrap_or(0);
    let Some(first) = words.first() else { return 0 };
    let begin = of(&BEGINNINGS, first) | first.strip_prefix("l'").map_or(0, |word| of(&BEGINNINGS, word));
    if begin == 0 { 0 } else { words.iter().fold(0, |found, word| found | of(&ENDS, word)) & begin }
}

/// In which languages a word is one of those.
fn index<I: Iterator<Item = &'static str>>(words: fn(&Language) -> I) -> HashMap<&'static str, u64> {
    const { assert!(LANGUAGES.len() <= 64, "a language is a bit") };
    let mut index = HashMap::default();
    for (number, language) in LANGUAGES.iter().enumerate() {
        words(language).for_each(|word| *index.entry(word).or_insert(0) |= 1 << number);
    }
    index
}

/// The first words of the phrases of a list.
fn firsts(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split(',').filter_map(|phrase| phrase.split_whitespace().next())
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
    /// The words with which a sentence may begin.
    fn beginnings(&self) -> impl Iterator<Item = &'static str> + use<> {
        let words =
            [self.things, self.offers, self.owned, self.pages, self.small].into_iter().flat_map(str::split_whitespace);
        words.chain([self.lost, self.nothing].into_iter().flat_map(firsts))
    }

    /// The words with which begins what says that something is gone.
    fn ends(&self) -> impl Iterator<Item = &'static str> + use<> {
        [self.gone, self.lost, self.nothing, self.ended].into_iter().flat_map(firsts)
    }

    /// Reads a sentence word by word: small words, a thing, what became of it, in one of two orders.
    fn reads(&self, words: &[&str]) -> Option<Apology> {
        let (mut at, mut said) = (0, Said::default());
        while at < words.len() {
            match self.takes(words, at, &mut said) {
                0 => break,
                count => at += count,
            }
        }
        let is_read = at == words.len() || has(self.why, words[at]);
        let thing = said.thing.or(said.has_ended.then_some(Apology::Removed));
        thing.filter(|_| said.is_gone && is_read)
    }

    /// Reads the next phrase of a sentence, and counts its words.
    fn takes(&self, words: &[&str], at: usize, said: &mut Said) -> usize {
        let rest = &words[at..];
        let gone = if said.thing.is_some() { longest(self.gone, rest) } else { 0 };
        let ended = if said.is_offer { longest(self.ended, rest) } else { 0 };
        let lost = gone.max(ended).max(longest(self.lost, rest));
        if lost > 0 {
            said.is_gone = true;
            said.has_ended |= ended > gone;
            return lost;
        }
        let nothing = longest(self.nothing, rest);
        if nothing > 0 {
            *said = Said { thing: said.thing.or(Some(Apology::Oops)), is_gone: true, ..Said::default() };
            return nothing;
        }
        // "What you look for doesn't exist" may be the name of a song.
        let sought = if said.is_gone { longest(self.sought, rest) } else { 0 };
        if sought > 0 {
            said.names(Apology::NotFound);
            return sought;
        }
        let before = at.checked_sub(1).map(|before| words[before]);
        let thing = self.thing(rest[0], before);
        if let Some(thing) = thing {
            said.names(thing);
        }
        let is_offer = has(self.offers, rest[0]);
        said.is_offer |= is_offer;
        // "The author deleted this Longread story."
        let is_kind = || {
            said.is_gone && before == Some("this") && rest.get(1).is_some_and(|next| self.thing(next, None).is_some())
        };
        usize::from(thing.is_some() || is_offer || has(self.small, rest[0]) || is_kind())
    }

    fn thing(&self, word: &str, before: Option<&str>) -> Option<Apology> {
        let word = word.strip_prefix("l'").unwrap_or(word);
        match () {
            () if has(self.things, word)
                || has(self.owned, word) && before.is_some_and(|word| !YOURS.contains(&word)) =>
            {
                Some(Apology::Removed)
            }
            () if has(self.pages, word) => Some(Apology::NotFound),
            () => None,
        }
    }
}

/// What was read of a sentence.
#[derive(Default)]
struct Said {
    thing: Option<Apology>,
    is_gone: bool,
    /// Whether it speaks of what a sponsor offers, and says that this has ended.
    is_offer: bool,
    has_ended: bool,
}

impl Said {
    /// Notes a thing; the first one counts, and any of them more than none.
    fn names(&mut self, thing: Apology) {
        self.thing = self.thing.filter(|known| *known != Apology::Oops).or(Some(thing));
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
    fn what_was_switched_off_isn_t_there_either() {
        for said in [
            "That file isn’t here anymore",
            "This podcast has been deactivated",
            "Sorry, this channel was disabled",
            "This account has been deactivated by its owner",
            "Dieser Podcast wurde deaktiviert",
            "Die Datei ist nicht mehr hier",
            "Dieses Profil wurde gelöscht",
            "L'émission a été désactivée",
            "Este programa ha sido dado de baja",
            "Esta cuenta ha sido desactivada",
            "Este podcast foi desativado",
            "Questo canale è stato disattivato",
            "Deze podcast is gedeactiveerd",
            "Podden har inaktiverats",
            "Denne kanalen er deaktivert",
            "Tämä kanava on poistettu käytöstä",
            "Ten podcast został dezaktywowany",
            "Tento podcast byl deaktivován",
            "Этот канал был отключён",
            "Bu podcast devre dışı bırakıldı",
            "L'episodi ja no està disponible",
        ] {
            assert_eq!(in_name(said), Some(Apology::Removed), "{said}");
        }
        for said in [
            "Account deactivated",
            "Your account has been deactivated",
            "Konto gelöscht – was nun?",
            "Podcast deaktiviert – und jetzt?",
            "Compte désactivé",
            "The alarm has been deactivated",
            "Anna isn’t here anymore",
            "How our podcast was deactivated",
            "Bomba desactivada en el puerto",
        ] {
            assert_eq!(in_name(said), None, "{said}");
        }
    }

    #[test]
    fn what_is_sought_needs_no_name() {
        for said in [
            "¡Vaya! No encontramos lo que buscas – Voces",
            "La página que intentas visitar no existe o ha cambiado de dirección",
            "No hemos podido encontrar la página solicitada",
            "No pudimos encontrar la página que busca",
            "Nous n'avons pas trouvé ce que vous cherchez",
            "La page à laquelle vous tentez d'accéder n'existe pas",
            "Non siamo riusciti a trovare quello che stai cercando",
            "La pagina che stai cercando di raggiungere non esiste",
            "Não conseguimos encontrar o que você procura",
            "A página que está tentando acessar não existe",
            "No hem pogut trobar el que busques",
            "La pàgina que busqueu no existeix",
            "¡Uy! Aquí no hay nada: no encontramos la página".split(": ").last().unwrap(),
        ] {
            assert_eq!(in_name(said), Some(Apology::NotFound), "{said}");
        }
        assert_eq!(in_name("¡Uy! Aquí no hay nada"), Some(Apology::Oops));
        for said in [
            "Lo que buscas no existe",
            "Aquí no hay nada que celebrar",
            "Por qué no encontramos lo que buscamos",
            "¿No encuentras lo que buscas?",
            "La página que nadie escribió no existe",
            "Ce que vous cherchez",
            "Tudo o que você procura em Lisboa",
        ] {
            assert_eq!(in_name(said), None, "{said}");
        }
    }

    #[test]
    fn what_is_offered_ends() {
        for said in [
            "This promotion has ended",
            "Sorry, this coupon code is no longer valid",
            "Promo code expired",
            "Die Aktion ist leider beendet",
            "Der Rabattcode ist nicht mehr gültig",
            "Cette offre est terminée",
            "La promoción ha finalizado",
            "A campanha terminou",
            "La promozione è conclusa",
            "Deze actie is voorbij",
            "Den här kampanjen är avslutad",
            "Promocja zakończyła się",
        ] {
            assert_eq!(in_name(said), Some(Apology::Removed), "{said}");
        }
        for said in
            ["This event has ended", "The code is missing", "Promo code", "The war has ended", "Our code is valid"]
        {
            assert_eq!(in_name(said), None, "{said}");
        }
    }

    #[test]
    fn who_took_it_away_may_be_said_first() {
        for said in
            ["The author deleted this Longread story", "The author has deleted this post", "작성자가 삭제한 글입니다"]
        {
            assert_eq!(in_name(said), Some(Apology::Removed), "{said}");
        }
        assert_eq!(in_name("The author deleted this chapter of her life"), None);
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
        let said = "Vaya La página que intentas visitar no existe o ha cambiado de dirección.";
        assert_eq!(in_text(said), Some(Apology::NotFound));
        assert_eq!(in_text("Ferry bell, 1911. Bronze. This episode has been removed."), None);
        assert_eq!(in_text("Is this video unavailable? Here is what to do."), None);
        assert_eq!(in_text("Ferry bell This episode has been removed."), None);
    }
}
