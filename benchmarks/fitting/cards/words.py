"""What the places of invented cards are called, in six languages. Not the matcher's lexicon.

One line a field: key, form of its text ("image" for pictures), then names by language. The first
name of a language is the usual one.
"""

from dataclasses import dataclass
from typing import Final

LANGUAGES: Final = ("en", "de", "es", "fr", "ja", "ar")
IMAGE: Final = "image"

_TABLE: Final = """
title|headline|en:title;headline;heading;header;main title|de:titel;überschrift|es:título;titular|fr:titre|ja:タイトル;見出し|ar:العنوان
subtitle|phrase|en:subtitle;subheading;tagline;subline;sub title|de:untertitel|es:subtítulo|fr:sous-titre|ja:サブタイトル|ar:العنوان الفرعي
body|sentence|en:body;description;text body;copy;paragraph;details|de:beschreibung;fliesstext|es:descripción|fr:description|ja:説明;本文|ar:الوصف
quote|sentence|en:quote;testimonial;statement|de:zitat|es:cita|fr:citation|ja:引用|ar:اقتباس
author|person|en:author;speaker;quoted person;attribution|de:autor|es:autor|fr:auteur|ja:著者|ar:المؤلف
name|person|en:name;full name;person name|de:name;vollname|es:nombre|fr:nom|ja:名前;氏名|ar:الاسم
role|role|en:role;job title;position;function;profession|de:funktion;beruf;position|es:cargo;puesto|fr:fonction;poste|ja:役職;肩書き|ar:المنصب;الوظيفة
company|company|en:company;employer;organisation;firm|de:firma;unternehmen|es:empresa|fr:entreprise;société|ja:会社;会社名|ar:الشركة
price|price|en:price;cost;amount|de:preis|es:precio|fr:prix|ja:価格;値段|ar:السعر
oldprice|price|en:old price;price before;was price|de:alter preis|es:precio anterior|fr:ancien prix|ja:旧価格|ar:السعر القديم
discount|percent|en:discount;percent off;saving|de:rabatt|es:descuento|fr:remise;réduction|ja:割引|ar:خصم
date|date|en:date;event date;day|de:datum|es:fecha|fr:date|ja:日付;日程|ar:التاريخ
time|time|en:time;start time;doors|de:uhrzeit;beginn;zeit|es:hora|fr:heure;horaire|ja:時間;時刻|ar:الوقت
venue|venue|en:venue;location;place|de:ort;veranstaltungsort|es:lugar|fr:lieu|ja:会場;場所|ar:المكان
city|city|en:city;town|de:stadt|es:ciudad|fr:ville|ja:都市|ar:المدينة
address|address|en:address;street|de:adresse;anschrift|es:dirección|fr:adresse|ja:住所|ar:العنوان البريدي
phone|phone|en:phone;telephone;contact number;tel|de:telefon|es:teléfono|fr:téléphone|ja:電話|ar:الهاتف
website|url|en:website;url;web;link|de:webseite;website|es:sitio web|fr:site web|ja:ウェブサイト|ar:الموقع
handle|handle|en:handle;instagram;social;username|de:benutzername|es:usuario|fr:pseudo|ja:アカウント|ar:الحساب
cta|action|en:cta;button text;call to action|de:handlungsaufruf;button|es:botón|fr:bouton|ja:ボタン|ar:زر
team|team|en:team;club;team name|de:mannschaft;verein|es:equipo|fr:équipe|ja:チーム|ar:الفريق
score|number|en:score;goals;points|de:tore;punkte;ergebnis|es:goles;puntos;marcador|fr:score;buts|ja:得点;スコア|ar:النتيجة;الأهداف
result|score|en:result;final score|de:endstand;ergebnis|es:resultado|fr:résultat|ja:結果|ar:النتيجة
number|number|en:number;jersey number;no;shirt|de:nummer;rückennummer|es:número;dorsal|fr:numéro|ja:番号;背番号|ar:الرقم
position|positioncode|en:position;pos|de:position|es:posición;demarcación|fr:poste|ja:ポジション|ar:المركز
clock|time|en:clock;match clock;timer|de:spielzeit;uhr|es:reloj|fr:chrono|ja:時計|ar:الساعة
period|period|en:period;half;quarter|de:halbzeit;viertel|es:periodo|fr:période|ja:ピリオド|ar:الشوط
league|league|en:league;competition;tournament|de:liga;wettbewerb|es:liga;competición|fr:ligue;championnat|ja:リーグ;大会|ar:الدوري
dish|dish|en:dish;item;item name;meal|de:gericht;speise|es:plato|fr:plat|ja:料理;品名|ar:الطبق
ingredients|phrase|en:ingredients;item description;desc|de:zutaten|es:ingredientes|fr:ingrédients|ja:材料|ar:المكونات
weekday|weekday|en:day;weekday;day name|de:tag;wochentag|es:día|fr:jour|ja:曜日|ar:اليوم
high|temperature|en:high;max;temp high;high temp|de:höchstwert;max|es:máxima|fr:maximum;maxi|ja:最高気温;最高|ar:العظمى
low|temperature|en:low;min;temp low;low temp|de:tiefstwert;min|es:mínima|fr:minimum;mini|ja:最低気温;最低|ar:الصغرى
temperature|temperature|en:temperature;temp|de:temperatur|es:temperatura|fr:température|ja:気温|ar:درجة الحرارة
condition|condition|en:condition;forecast;weather|de:wetter;vorhersage|es:tiempo;pronóstico|fr:météo|ja:天気|ar:الطقس
wind|measure|en:wind;wind speed|de:wind|es:viento|fr:vent|ja:風速|ar:الرياح
beds|number|en:beds;bedrooms|de:schlafzimmer;zimmer|es:dormitorios;habitaciones|fr:chambres;pièces|ja:寝室|ar:غرف النوم
baths|number|en:baths;bathrooms|de:bäder;badezimmer|es:baños|fr:salles de bain|ja:浴室|ar:حمامات
area|measure|en:area;square feet;sqft;living area|de:wohnfläche;fläche|es:superficie;metros|fr:surface|ja:面積|ar:المساحة
agent|person|en:agent;agent name;realtor|de:makler;ansprechpartner|es:agente|fr:agent|ja:担当者|ar:الوكيل
product|product|en:product;product name;model|de:produkt;modell|es:producto|fr:produit|ja:商品;商品名|ar:المنتج
brand|company|en:brand;brand name;maker|de:marke|es:marca|fr:marque|ja:ブランド|ar:العلامة التجارية
votes|bignumber|en:votes;vote count|de:stimmen|es:votos|fr:voix;votes|ja:票数|ar:الأصوات
share|percent|en:percent;share;vote share;pct|de:anteil;prozent|es:porcentaje|fr:pourcentage|ja:割合;得票率|ar:النسبة
party|party|en:party;party name|de:partei|es:partido|fr:parti|ja:政党|ar:الحزب
index|company|en:index;ticker;symbol name|de:index;kürzel|es:índice|fr:indice|ja:銘柄|ar:المؤشر
value|bignumber|en:value;close;last|de:kurs;stand|es:valor;cierre|fr:valeur;cours|ja:値;終値|ar:القيمة
change|change|en:change;change pct;diff|de:veränderung|es:variación;cambio|fr:variation|ja:変化;前日比|ar:التغير
played|number|en:played;games;gp|de:spiele|es:jugados|fr:joués|ja:試合数|ar:لعب
won|number|en:won;wins|de:siege|es:ganados|fr:gagnés;victoires|ja:勝|ar:فوز
lost|number|en:lost;losses|de:niederlagen|es:perdidos|fr:perdus;défaites|ja:負|ar:خسارة
points|number|en:points;pts|de:punkte|es:puntos|fr:points|ja:勝点|ar:النقاط
rank|number|en:rank;place no;pos|de:platz;rang|es:puesto|fr:rang|ja:順位|ar:الترتيب
topic|phrase|en:topic;session;talk;subject|de:thema;vortrag|es:tema;charla|fr:sujet;thème|ja:議題;テーマ|ar:الموضوع
room|room|en:room;stage;hall|de:raum;saal|es:sala|fr:salle|ja:部屋|ar:القاعة
artist|person|en:artist;performer;band|de:künstler;interpret|es:artista|fr:artiste|ja:アーティスト|ar:الفنان
track|headline|en:track;song;track title|de:lied;stück|es:canción|fr:morceau;chanson|ja:曲名|ar:الأغنية
album|headline|en:album;release|de:album|es:álbum|fr:album|ja:アルバム|ar:الألبوم
episode|episode|en:episode;episode number;ep|de:folge|es:episodio|fr:épisode|ja:エピソード;回|ar:الحلقة
show|headline|en:show;show name;programme|de:sendung|es:programa|fr:émission|ja:番組|ar:البرنامج
category|phrase|en:category;section;rubric|de:kategorie;rubrik|es:categoría;sección|fr:catégorie;rubrique|ja:カテゴリ|ar:الفئة
salary|price|en:salary;pay|de:gehalt|es:salario|fr:salaire|ja:給与|ar:الراتب
deadline|date|en:deadline;apply by|de:bewerbungsfrist;frist|es:plazo|fr:date limite|ja:締切|ar:الموعد النهائي
host|person|en:host;hosted by;moderator|de:gastgeber;moderation|es:anfitrión|fr:hôte;animateur|ja:司会|ar:المضيف
rsvp|phrase|en:rsvp;reply to|de:antwort;zusage|es:confirmación|fr:réponse|ja:返信|ar:الرد
age|number|en:age;years|de:alter|es:edad|fr:âge|ja:年齢|ar:العمر
duration|duration|en:duration;length;nights|de:dauer|es:duración|fr:durée|ja:期間|ar:المدة
destination|city|en:destination;trip to|de:reiseziel|es:destino|fr:destination|ja:目的地|ar:الوجهة
code|code|en:code;promo code;coupon|de:gutscheincode;code|es:código;cupón|fr:code promo|ja:コード|ar:الرمز
statvalue|number|en:value;figure;stat value|de:wert|es:valor|fr:valeur|ja:値|ar:القيمة
statlabel|statlabel|en:label;stat label;caption|de:bezeichnung;beschriftung|es:etiqueta|fr:libellé|ja:ラベル|ar:التسمية
photo|image|en:photo;image;picture;headshot;portrait;pic|de:foto;bild;porträt|es:foto;imagen;retrato|fr:photo;image|ja:写真;画像|ar:صورة
hero|image|en:hero;hero image;main image;featured image;key visual|de:hauptbild;titelbild|es:imagen principal|fr:image principale;visuel|ja:メイン画像|ar:الصورة الرئيسية
logo|image|en:logo;badge;crest;emblem|de:logo;wappen|es:logo;escudo;logotipo|fr:logo;écusson|ja:ロゴ;紋章|ar:شعار
sponsor|image|en:sponsor logo;sponsor;partner logo|de:sponsor;partnerlogo|es:patrocinador|fr:sponsor;partenaire|ja:スポンサー|ar:الراعي
icon|image|en:icon;symbol;weather icon|de:symbol;icon|es:icono|fr:icône;picto|ja:アイコン|ar:أيقونة
cover|image|en:cover;artwork;cover art|de:cover;titelbild|es:portada|fr:pochette;couverture|ja:ジャケット|ar:الغلاف
background|image|en:background;bg;backdrop;bg image|de:hintergrund|es:fondo|fr:fond;arrière-plan|ja:背景|ar:الخلفية
flag|image|en:flag;country flag|de:flagge;fahne|es:bandera|fr:drapeau|ja:国旗|ar:العلم
qr|image|en:qr;qr code|de:qr code|es:código qr|fr:qr code|ja:QRコード|ar:رمز الاستجابة
map|image|en:map;location map|de:karte;lageplan|es:mapa|fr:plan;carte|ja:地図|ar:الخريطة
"""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a card tells; `form` is how its text looks, or "image"."""

    key: str
    form: str
    names: dict[str, tuple[str, ...]]

    @property
    def is_image(self) -> bool:
        """Whether it is a picture."""
        return self.form == IMAGE


def _field(line: str) -> Field:
    key, form, *languages = line.split("|")
    parted = (entry.partition(":") for entry in languages)
    return Field(key, form, {lang: tuple(names.split(";")) for lang, _, names in parted})


FIELDS: Final = {
    field.key: field for line in _TABLE.strip().splitlines() for field in [_field(line)]
}


def _nouns(table: str) -> dict[str, dict[str, tuple[str, ...]]]:
    nouns = {}
    for line in table.strip().splitlines():
        key, *languages = line.split("|")
        parted = (entry.partition(":") for entry in languages)
        nouns[key] = {lang: tuple(names.split(";")) for lang, _, names in parted}
    return nouns


# What the members of a series are called.
NOUNS: Final = _nouns(
    """
player|en:player;athlete;starter;p|de:spieler|es:jugador|fr:joueur|ja:選手|ar:لاعب
speaker|en:speaker;guest;panelist;host|de:gast;sprecher|es:ponente;invitado|fr:invité;intervenant|ja:登壇者;ゲスト|ar:ضيف;متحدث
item|en:item;dish;product;i|de:artikel;gericht|es:plato;producto|fr:plat;article|ja:商品|ar:صنف
day|en:day;forecast;d|de:tag|es:día|fr:jour|ja:日|ar:يوم
row|en:row;line;r;entry|de:zeile|es:fila|fr:ligne|ja:行|ar:صف
candidate|en:candidate;cand;nominee|de:kandidat|es:candidato|fr:candidat|ja:候補|ar:مرشح
team|en:team;club;side|de:mannschaft;team|es:equipo|fr:équipe|ja:チーム|ar:فريق
match|en:match;game;fixture|de:spiel|es:partido|fr:match|ja:試合|ar:مباراة
slot|en:slot;session;talk|de:programmpunkt|es:sesión|fr:session|ja:枠|ar:جلسة
stat|en:stat;fact;figure|de:statistik|es:dato|fr:stat|ja:統計|ar:إحصائية
screen|en:screen;shot;view;photo|de:ansicht;bild|es:pantalla|fr:écran|ja:画面|ar:شاشة
"""
)

# Pairs that stand beside or above one another, first then second.
SIDES: Final = (
    {
        "en": ("home", "away"),
        "de": ("heim", "gast"),
        "es": ("local", "visitante"),
        "fr": ("domicile", "extérieur"),
        "ja": ("ホーム", "アウェイ"),
        "ar": ("المضيف", "الضيف"),
    },
    {
        "en": ("left", "right"),
        "de": ("links", "rechts"),
        "es": ("izquierda", "derecha"),
        "fr": ("gauche", "droite"),
        "ja": ("左", "右"),
        "ar": ("يسار", "يمين"),
    },
    {
        "en": ("a", "b"),
        "de": ("a", "b"),
        "es": ("a", "b"),
        "fr": ("a", "b"),
        "ja": ("a", "b"),
        "ar": ("a", "b"),
    },
    {
        "en": ("before", "after"),
        "de": ("vorher", "nachher"),
        "es": ("antes", "después"),
        "fr": ("avant", "après"),
        "ja": ("前", "後"),
        "ar": ("قبل", "بعد"),
    },
)
