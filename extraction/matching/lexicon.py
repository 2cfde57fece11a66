"""General words of the trade that tokenising and evidence share; nothing about one client's files.

Groups of words that designers use for the same thing, words for numbers, and the names that
Photoshop and After Effects give by themselves and that therefore say nothing.
"""

from typing import Final

from extraction.matching.scripts import without_accents

_NUMBER_WORDS: Final = (
    ("zero",),
    ("one", "first", "1st"),
    ("two", "second", "2nd"),
    ("three", "third", "3rd"),
    ("four", "fourth", "4th"),
    ("five", "fifth", "5th"),
    ("six", "sixth", "6th"),
    ("seven", "seventh", "7th"),
    ("eight", "eighth", "8th"),
    ("nine", "ninth", "9th"),
    ("ten", "tenth", "10th"),
)
NUMBER_WORDS: Final[dict[str, str]] = {
    word: str(value) for value, words in enumerate(_NUMBER_WORDS) for word in words
}

_CONCEPTS: Final = (
    "title headline heading header hdr head hed ttl hl caption titel überschrift schlagzeile"
    " titulo titular encabezado titre タイトル 見出し 題名 عنوان",
    "subtitle subhead subheading subheadline subline tagline strapline strap deck kicker sub"
    " untertitel subtitulo bajada soustitre サブタイトル 副題",
    "description desc descr body copy blurb paragraph para text txt details info beschreibung"
    " fliesstext descripcion texto texte 説明 本文 وصف نص",
    "photo picture pic pht image img photograph headshot portrait cutout shot foto mugshot render"
    " bild porträt imagen retrato 写真 画像 صورة صوره",
    "background bg bkg backdrop backplate hintergrund fondo fond arriere 背景 خلفية",
    "number num no nr jersey shirt kit nummer rückennummer numero dorsal maillot 番号 背番号 رقم",
    "percent pct percentage share prozent anteil porcentaje pourcentage 割合 得票率 نسبة",
    "price cost amount preis kosten precio prix tarif importe fee prc 価格 値段 料金 سعر ثمن",
    "date day datum fecha tag jour dia when 日付 日程 曜日 日 تاريخ يوم",
    "weekday day wochentag tag dia jour 曜日 يوم",
    "time hour clock kickoff timer uhrzeit zeit beginn anstoss hora heure horaire doors start"
    " 時間 時刻 開始 وقت ساعة",
    "venue place location loc where ort veranstaltungsort lugar recinto lieu salle stadium arena"
    " hall 会場 場所 مكان موقع",
    "city town ciudad pueblo ville stadt 都市 市 مدينة",
    "address addr street direccion adresse anschrift strasse calle rue 住所",
    "phone tel telephone mobile cell telefono telefon 電話 هاتف",
    "url web website webseite site sitio link www ウェブサイト サイト",
    "logo lgo badge crest emblem mark wappen escudo logotipo ecusson ロゴ 紋章 شعار",
    "name names nm fullname nombre nom vorname nachname 名前 氏名 名 اسم",
    "role position pos job profession occupation function designation funktion beruf stelle cargo"
    " puesto fonction poste metier 役職 肩書き 職業 منصب وظيفة",
    "company firm organisation organization org employer brand firma unternehmen marke empresa"
    " marca entreprise societe marque 会社 会社名 شركة",
    "team club squad side mannschaft verein equipo equipe チーム فريق نادي",
    "player plr athlete starter spieler jugador jugadora joueur joueuse 選手 لاعب",
    "speaker guest panelist presenter gast sprecher ponente invitado invite intervenant 登壇者"
    " ゲスト ضيف متحدث",
    "candidate cand nominee kandidat candidato candidat 候補 مرشح",
    "score points pts goals tore punkte goles puntos buts marcador 得点 スコア 勝点 أهداف نقاط",
    "result score endstand ergebnis resultado resultat 結果 نتيجة",
    "home host heim local domicile hosts ホーム مضيف",
    "away visitor visitors guest gast visitante exterieur アウェイ ضيف",
    "left l links izquierda gauche 左 يسار",
    "right r rechts derecha droite 右 يمين",
    "beds bed bedrooms bedroom br schlafzimmer zimmer dormitorios habitaciones chambres 寝室",
    "baths bath bathrooms bathroom ba bäder badezimmer baños banos bains 浴室 حمامات",
    "area sqft sqm size surface wohnfläche fläche superficie metros 面積 مساحة",
    "cta button btn action botón boton bouton ボタン زر",
    "author speaker attribution source autor autora auteur quelle 著者 مؤلف",
    "quote quotation testimonial review zitat cita citation 引用 اقتباس",
    "icon ico symbol glyph pictogram picto icono icone アイコン أيقونة",
    "featured feature main hero key haupt principal メイン",
    "item dish product article artikel gericht speise plato plat produkt producto produit meal"
    " 商品 料理 品名 منتج طبق صنف",
    "high hi max maximum höchstwert maxima maxi hoch 最高 عظمى",
    "low lo min minimum tiefstwert minima mini tief 最低 صغرى",
    "temperature temp degrees temperatur temperatura 気温 حرارة",
    "weather condition forecast wetter vorhersage tiempo pronostico meteo 天気 طقس",
    "discount off sale saving save rabatt descuento remise reduction 割引 خصم",
    "event show gig veranstaltung evento evenement konzert イベント حدث",
    "show programme program sendung programa emission 番組 برنامج",
    "user handle account username benutzername usuario pseudo instagram social アカウント حساب",
    "artist performer band singer künstler interpret artista artiste アーティスト فنان",
    "track song lied stück cancion morceau chanson 曲名 曲 أغنية",
    "album release ep record アルバム ألبوم",
    "cover artwork portada pochette couverture ジャケット غلاف",
    "episode ep folge episodio エピソード 回 حلقة",
    "season saison staffel temporada シーズン موسم",
    "topic session talk subject thema vortrag tema charla sujet theme 議題 テーマ موضوع جلسة",
    "room hall raum saal sala salle 部屋 قاعة غرفة",
    "host moderator presenter anchor gastgeber moderation anfitrion hote animateur 司会 مضيف",
    "votes vote stimmen votos voix 票数 أصوات",
    "party partei partido parti 政党 حزب",
    "value figure wert valor valeur 値 قيمة",
    "change diff delta veränderung variacion cambio variation 変化 前日比 تغير",
    "label caption legend bezeichnung beschriftung etiqueta libelle ラベル تسمية",
    "league competition tournament cup liga wettbewerb competicion ligue championnat リーグ 大会"
    " دوري بطولة",
    "played games gp mp matches spiele jugados joues 試合数 لعب",
    "won wins w siege ganados gagnes victoires 勝 فوز",
    "lost losses l niederlagen perdidos perdus defaites 負 خسارة",
    "drawn draws d unentschieden empatados nuls 分 تعادل",
    "rank place platz rang puesto clasificacion rang 順位 ترتيب",
    "category section rubric kategorie rubrik categoria seccion categorie rubrique カテゴリ فئة",
    "salary pay wage gehalt lohn salario sueldo salaire 給与 راتب",
    "age years alter edad 年齢 عمر",
    "duration length nights dauer duracion duree 期間 مدة",
    "destination trip reiseziel destino 目的地 وجهة",
    "sponsor partner patrocinador partenaire sponsored スポンサー راعي",
    "flag flagge fahne bandera drapeau 国旗 علم",
    "map karte lageplan mapa plan carte 地図 خريطة",
    "agent realtor broker makler agente 担当者 وكيل",
    "ingredients zutaten ingredientes 材料 مكونات",
    "old previous was before alter vorher anterior antes ancien avant 旧 قديم",
    "new now after neu nachher nuevo despues nouveau apres 新 جديد",
    "period half quarter halbzeit viertel periodo tiempo mitemps ピリオド شوط",
    "row line entry zeile fila ligne 行 صف",
    "wind viento vent 風速 رياح",
    "deadline ends expires until frist plazo 締切",
    "code coupon voucher promo gutschein gutscheincode codigo cupon コード رمز",
)
_SETS: Final = tuple(frozenset(without_accents(words).split()) for words in _CONCEPTS)
CONCEPTS: Final[dict[str, int]] = {
    word: concept for concept, words in reversed(tuple(enumerate(_SETS))) for word in words
}
# Words of more than one meaning, as "score": which sets they are in.
MEANINGS: Final[dict[str, frozenset[int]]] = {
    word: frozenset(concept for concept, words in enumerate(_SETS) if word in words)
    for word in CONCEPTS
}

# Pairs and rows of words that stand in an order, as numbers do.
_ORDERED: Final = (
    ("home heim local domicile ホーム مضيف", "away visitor gast visitante exterieur アウェイ ضيف"),
    ("left links izquierda gauche 左 يسار", "right rechts derecha droite 右 يمين"),
    ("top upper oben arriba haut 上", "bottom lower unten abajo bas 下"),
    (
        "am morning vormittag manana matin 午前 صباحا",
        "pm afternoon evening nachmittag abend tarde apres 午後 مساء",
    ),
    ("before vorher antes avant 前 قبل", "after nachher despues apres 後 بعد"),
    (
        "mon monday montag mo lunes lundi 月曜",
        "tue tuesday dienstag di martes mardi 火曜",
        "wed wednesday mittwoch mi miercoles mercredi 水曜",
        "thu thursday donnerstag jueves jeudi 木曜",
        "fri friday freitag fr viernes vendredi 金曜",
        "sat saturday samstag sa sabado samedi 土曜",
        "sun sunday sonntag so domingo dimanche 日曜",
    ),
)
LETTERS: Final = "abcdefgh"
# Word -> (which row of words, place in it).
RANKED: Final[dict[str, tuple[str, int]]] = {
    word: (f"order{row}", place)
    for row, members in enumerate(_ORDERED)
    for place, words in enumerate(members)
    for word in words.split()
}

# Words that may be parts of a name written as one ("playerfullname").
WORDS: Final[frozenset[str]] = (
    frozenset(CONCEPTS) | frozenset(RANKED) | frozenset(NUMBER_WORDS) | {"full", "last"}
)

# Names a program gives by itself, with or without a number.
_DEFAULT_NAMES: Final = (
    "layer text type group rectangle ellipse shape polygon line path fill color gradient pattern "
    "curves levels image img smart object vector bitmap raster rounded artboard frame placeholder "
    "comp precomp null solid untitled ebene texto calque capa gruppe groupe img dsc dscf pxl"
    " shutterstock istock gettyimages unsplash pexels adobestock screenshot レイヤー グループ طبقة"
)
DEFAULT_NAMES: Final[frozenset[str]] = frozenset(_DEFAULT_NAMES.split())
# Appended by duplicating a layer; says nothing about its use.
_NOISE: Final = (
    "copy kopie copie copia the of and final png jpg jpeg psd tif tiff webp のコピー نسخة"
)
NOISE: Final[frozenset[str]] = frozenset(_NOISE.split())

# A layer so named is never artwork for a placeholder.
NEVER_USED: Final[frozenset[str]] = frozenset(
    {"guide", "guides", "grid", "gridlines", "bleed", "slices", "unused", "deprecated", "fpo"}
)
NEVER_USED_PHRASES: Final = (("do", "not", "use"), ("safe", "area"), ("title", "safe"))
# A layer so named is dressing: it fills a placeholder only when that is named alike.
_DRESSING: Final = (
    "overlay texture vignette shadow glow grain noise gradient stroke border divider separator "
    "plate rule line bar panel box scrim backing pattern flare old backup watermark"
)
DRESSING: Final[frozenset[str]] = frozenset(_DRESSING.split()) | _SETS[CONCEPTS["background"]]

# Beginnings of what is printed on a card in small letters and is no field of it.
CREDITS: Final = (
    "©", "(c)", "photo:", "photo by", "image:", "foto:", "presented by", "powered by", "sponsored",
    "all rights", "terms apply", "courtesy", "in association", "präsentiert von",
    "mit freundlicher",
    "presentado por", "patrocina", "présenté par", "crédit", "提供", "برعاية",
)  # fmt: skip
