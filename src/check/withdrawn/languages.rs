//! The words of languages in which platforms say that a thing is gone.

/// The words of a language, in lower case, with commas between phrases of several words.
pub(super) struct Language {
    /// What is shown on pages of its own.
    pub(super) things: &'static str,
    /// What belongs to somebody. They are named behind another word only: guides to them have bare titles, such as "Account deleted".
    pub(super) owned: &'static str,
    /// Those things that are the page itself.
    pub(super) pages: &'static str,
    /// What stands for it without its name.
    pub(super) sought: &'static str,
    /// What became of it, behind the thing.
    pub(super) gone: &'static str,
    /// The same, before the thing.
    pub(super) lost: &'static str,
    /// Whole sentences that say so without a thing.
    pub(super) nothing: &'static str,
    /// What a sponsor offers for a while.
    pub(super) offers: &'static str,
    /// What becomes of that in the end, which of other things says nothing: a past event has ended, too.
    pub(super) ended: &'static str,
    /// What may stand between and beside them.
    pub(super) small: &'static str,
    /// With what begins who did it, and why.
    pub(super) why: &'static str,
}

pub(super) const LANGUAGES: &[Language] = &[
    Language {
        things: "episode track video clip film movie post article story file document folder item offer deal promotion show series podcast event \
                 playlist album song recording stream livestream broadcast programme program book product listing content collection project photo \
                 image recipe course publication transfer journal newsletter audio webinar thread topic comment tweet reel gist paste poll survey form feed record entry",
        owned: "account channel profile",
        pages: "page url",
        sought: "",
        gone: "unavailable, not available, isn't available, no longer available, removed, deleted, expired, withdrawn, unpublished, not found, \
               missing, taken down, taken offline, does not exist, doesn't exist, no longer exists, no longer exist, doesn't seem to exist, does not seem to exist, doesn't appear to exist, does not appear to exist, cannot be found, can't be \
               found, could not be found, couldn't be found, no longer here, no longer online, discontinued, is gone, has gone, deactivated, has \
               been disabled, was disabled, has been terminated, was terminated, isn't here anymore, isn't here any more, is not here anymore, is \
               not here any more",
        lost: "couldn't find, could not find, can't find, cannot find, can't seem to find, unable to find, didn't find, author deleted, author has \
               deleted, author removed, author has removed, owner deleted, owner has deleted, owner removed, owner has removed, user deleted, user \
               has deleted, uploader deleted, uploader has deleted, uploader removed, uploader has removed, creator deleted, creator has deleted",
        nothing: "",
        offers: "offer deal promotion promo code coupon voucher discount",
        ended: "expired, ended, has ended, is over, no longer valid, not valid, isn't valid, is no longer valid, no longer active, not active",
        small: "sorry we're we are i'm this that the these your our it is was were has have been be now currently temporarily right anymore any more \
                longer you requested you're looking for trying to watch hear play access view open reach want wanted after no had oh oops hmm and seems \
                appears may might error",
        why: "by because due since or",
    },
    Language {
        things: "folge episode sendung beitrag video clip film artikel datei dokument angebot aktion veranstaltung produkt inhalt inhalte playlist podcast \
                 album buch anzeige inserat aufnahme umfrage formular kurs rezept projekt titel lied hörbuch bild foto stream programm transfer eintrag datensatz",
        owned: "konto kanal profil benutzerkonto nutzerkonto account",
        pages: "seite",
        sought: "",
        gone: "nicht verfügbar, nicht mehr verfügbar, nicht mehr vorhanden, nicht vorhanden, nicht gefunden, nicht finden, existiert nicht, \
               existiert nicht mehr, existiert leider nicht, existiert leider nicht mehr, gibt es nicht mehr, gibt es leider nicht, gibt es leider nicht mehr, entfernt, gelöscht, abgelaufen, zurückgezogen, nicht mehr online, depubliziert, nicht mehr \
               zur verfügung, nicht zur verfügung, nicht länger verfügbar, nicht abrufbar, nicht mehr abrufbar, deaktiviert, nicht mehr hier, nicht \
               mehr da, abgeschaltet",
        lost: "",
        nothing: "hier ist nichts, hier ist nichts mehr, hier gibt es nichts, hier gibt's nichts, hier gibt es nichts mehr, hier ist leider nichts, hier \
                  ist leider nichts mehr, hier gibt es leider nichts, hier war nichts zu finden, hier ist nichts zu finden, an dieser stelle gibt es nichts, nichts gefunden, \
                  nichts zu finden, da ist nichts",
        offers: "angebot aktion gutschein gutscheincode rabattcode code rabatt rabattaktion",
        ended: "abgelaufen, beendet, zu ende, nicht mehr gültig, ungültig, nicht mehr aktiv, vorbei",
        small: "diese dieser dieses die der das dein ihr leider ist sind wurde wurden hat haben steht stehen worden derzeit aktuell momentan zurzeit wir \
                konnten können kann ihnen sie du suchen suchst gewünschte gesuchte angeforderte aufgerufene ups hoppla entschuldigung und bereits schon es tut uns leid",
        why: "von vom durch weil da wegen aus oder",
    },
    Language {
        things: "épisode vidéo émission article contenu fichier document offre promotion produit livre événement annonce podcast album titre morceau \
                 piste playlist publication photo image projet sondage formulaire série replay programme film chanson enregistrement transfert",
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
        offers: "oferta promoción código cupón descuento",
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
        offers: "oferta promoció codi cupó",
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
        offers: "oferta promoção código cupão cupom desconto",
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
               wyłączona, wyłączone, nieaktualny, nieaktualna, nieaktualne, jest już nieaktualne",
        lost: "nie znaleziono, nie możemy znaleźć",
        nothing: "nic tu nie ma, tu nic nie ma, tutaj nic nie ma, nic tutaj nie ma, niczego tu nie ma, tu niczego nie ma, tutaj niczego nie ma, niczego tu \
                  nie znaleziono, niczego nie znaleziono, nic nie znaleziono, nic tu nie znaleziono",
        offers: "oferta promocja kod kupon",
        ended: "wygasł, wygasła, zakończona, zakończony, zakończyła się, dobiegła końca, już nieważny, już nieważna, nieważny, nieważna, nieaktualna",
        small: "ten ta to tego jest został została zostało niestety przepraszamy ups już obecnie chwilowo której którego który szukasz szukałeś szukałaś \
                szukana żądana wybrana podana pod tym adresem pusto tutaj tu",
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
                 объявление подкаст альбом трек песня плейлист контент материал фото изображение передача журнал блог дневник",
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
        things: "випуск епізод відео ролик запис допис публікація стаття файл документ пропозиція акція товар книга подія оголошення подкаст альбом трек пісня \
                 плейлист контент матеріал фото зображення передача журнал блог",
        owned: "акаунт обліковий канал профіль",
        pages: "сторінка сторінку",
        sought: "",
        gone: "недоступний, недоступна, недоступне, видалено, видалений, видалена, видалене, не знайдено, не знайдена, не існує, більше не існує, більше \
               не доступний, більше не доступна, більше не доступне, знято з публікації, деактивовано, вимкнено",
        lost: "не знайшли, не можемо знайти, не вдалося знайти",
        nothing: "",
        offers: "пропозиція акція код купон промокод",
        ended: "завершена, завершено, завершилась, завершилася, закінчилась, закінчилася, більше не діє, недійсний",
        small: "цей ця це цю було був була на жаль вибачте більше тимчасово ми даний дана",
        why: "автором власником користувачем через або",
    },
    Language {
        things: "bölüm video içerik dosya ürün ilan etkinlik gönderi yayın podcast albüm şarkı kitap kampanya",
        owned: "hesap kanal profil",
        pages: "sayfa",
        sought: "",
        gone: "yayından kaldırılmış, yayından kaldırılmıştır, yayında değil, artık yayında değil, kaldırılmıştır, silinmiştir, mevcut değil, artık mevcut değil, kullanılamıyor, kaldırıldı, yayından kaldırıldı, silindi, silinmiş, kaldırılmış, bulunamadı, süresi \
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
pub(super) const UNSPACED: &[(&str, &str)] = &[
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
pub(super) const YOURS: &[&str] = &["your", "our", "dein", "ihr", "votre", "tu", "seu", "sua", "je", "uw"];

/// A sentence in such a script has no more characters than this.
pub(super) const LONGEST: usize = 40;

/// Things of which a page may speak beside its own: they are its subject only where it says so at once.
pub(super) const LESSER: &[&str] = &[
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

/// Things that a page says have gone, in sentences that are known by themselves.
pub(super) const MORE: &str = "webpage wideo item resource transfer invite invitation job position vacancy ad advert advertisement account profile user channel link property auction article group topic discussion \
                    stelle stellenanzeige konto profil thema poste compte lien cuenta conta conto vaga vacature advertentie tjänsten kontot länken";
