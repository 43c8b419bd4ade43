# ruff: noqa: RUF001 - pages write these letters
"""Words of pages that are shown instead of what was asked for: checks, log-ins, errors. Pure.

One pattern proves nothing, for a story may use any of these words: those who use them look at what
else is on the page.
"""

import re

CHECK_WORDS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:check|verif|validat|inspect)\w*\b.{0,40}\b(?:your|the) (?:browser|connection|device)"
        r"|(?:browser|connection|device) (?:is being|will be) (?:checked|verified)"
        r"|(?:security|safety) (?:of (?:your|the) (?:browser|connection)|check|verification)"
        r"|(?:site|website|secure|your) connection (?:is|before)"
        r"|(?:ihren?|der) browser.{0,30}(?:überprüf|geprüft)|sicherheitsüberprüfung"
        r"|überprüf\w*.{0,60}(?:browser|verbindung|mensch)"
        r"|vérifi\w+.{0,40}navigateur|(?:comprobando|verificando).{0,40}navegador"
        r"|(?:controll|verific)\w+.{0,40}browser|verificando.{0,30}navegador"
        r"|провер\w+.{0,40}браузер"
        r"|(?:sprawdz|kontrol|controle)\w*.{0,60}(?:połączeni|przeglądark|verbinding|webbrowser)"
        r"|(?:verific|verifik|kontroll)\w*.{0,60}(?:sicurezza|segurança|conexão|connessione)"
        r"|(?:bağlantı|tarayıcı)\w*.{0,40}(?:güvenli|kontrol|doğrula)|säkerhetskontroll"
        r"|(?:接続|ブラウザ)\w{0,12}(?:確認|検証)|(?:浏览器|瀏覽器|连接|連線)\w{0,10}(?:检查|安全|檢查)"
        r"|(?:연결|브라우저).{0,12}(?:보안|확인|검토)|安全验证|安全驗證|人机验证",
        r"(?:verify|confirm|prove|make sure|check)\w*\b.{0,40}\b(?:you(?:'|’| a)re"
        r"|you are)\b.{0,20}"
        r"\b(?:human|robot|real)|are you (?:a )?(?:human|robot)|not a (?:robot|bot)\b|i am human"
        r"|kein roboter|(?:pas|êtes) un robot|no (?:eres|soy) un robot|non sei un robot|не робот"
        r"|(?:jesteś|bent|är|er) (?:een |en |et )?(?:człowiekiem|mens|människa|menneske)"
        r"|of u een mens"
        r"|sia un essere umano|sia umano|essere umano|você é (?:um )?humano"
        r"|(?:é|que é) humano|insan olduğunuz|robot olmadığınız|人間であること|ロボットではない"
        r"|真人|不是机器人|不是機器人|사람인지|로봇이 아닙니다|أنك إنسان|لست روبوت"
        r"|\bpress (?:and|&) hold\b|ich bin kein|êtes (?:bien )?humain",
        r"(?:enable|activate|turn on|allow|requires?)\b.{0,30}\b(?:javascript|cookies)"
        r"|(?:javascript|cookies)\b.{0,40}\b(?:enabled|disabled|required|to continue)"
        r"|javascript.{0,40}(?:aktivier|einschalten)|(?:activ|habilit|abilit)\w+.{0,30}javascript"
        r"|включите.{0,30}javascript"
        r"|(?:włącz|schakel|aktivera|aktiver|ative|attiva|ota|povolte|active|ligue)\w*.{0,40}"
        r"(?:javascript|cookies?|pliki cookie)|(?:javascript|java script|जावास्क्रिप्ट|جافا سكريبت)\w*"
        r".{0,40}(?:etkinleştir|有効|활성화|in te schakelen|ingeschakeld|vereist|inschakelen)"
        r"|启用.{0,6}javascript|啟用.{0,6}javascript|تفعيل.{0,6}(?:جافا|javascript)|enable js\b",
        r"(?:redirect(?:ed)?|forwarded|continue|proceed)\b.{0,60}\b(?:automatic\w*|shortly|moment"
        r"|seconds|requested (?:page|content|site))|this process is automatic|just a moment"
        r"|please (?:wait|stand by)|one moment,? please|einen moment|un moment|un momento"
        r"|chwileczk|proszę czekać|een ogenblik|even geduld|um momento|ett ögonblick|et øjeblikk?"
        r"|bir dakika|lütfen bekle|しばらくお待ち|少々お待ち|请稍候|请稍等|請稍候|잠시만"
        r"|لحظة من فضلك"
        r"|odota hetki|okamžik|kérjük,? várjon|зачекайте|please hold"
        r"|подождите",
        r"ddos|proof of work|scrap(?:ing|ers)\b.{0,40}\b(?:websites|server)"
        r"|unusual (?:traffic|activity)|automated (?:requests|traffic|access|queries)"
        r"|request unsuccessful|suspicious (?:traffic|activity)|(?:ray"
        r"|incident|reference|request|support) (?:id|number)\b"
        r"|rate limit|ungewöhnliche\w* (?:aktivität|datenverkehr)|trafic inhabituel"
        r"|tráfico inusual",
    )
)
ASKS_FOR_SCRIPT = CHECK_WORDS[2]

LOG_IN = re.compile(
    r"\b(?:log(?:ged)?[ -]?in(?:to)?|sign[ -]?in|(?:member|subscriber|user|account) (?:access"
    r"|area)"
    r"|create (?:an )?account|welcome back|anmelden|anmeldung|einloggen|login|se connecter"
    r"|connexion"
    r"|identifiez-vous|iniciar sesión|inicia sesión|acceder|accedi|entrar|inloggen|logga in"
    r"|logg inn|log ind|zaloguj|logowanie|войти|вход|увійти)\b|ログイン|登录|登入|로그인",
    re.IGNORECASE,
)
LOG_IN_FIRST = re.compile(
    r"^\W*(?:please |you (?:must|need to) )?(?:log|sign)[ -]?in\b(?:\W+\w+){0,6}\W*$",
    re.IGNORECASE,
)
NOT_FOUND = re.compile(
    r"^\W*(?:error|erreur|fehler|http|status)?\W*(?:404|410)\b|\b404\b.{0,24}\b(?:error"
    r"|not found|page)"
    r"|\b(?:error|błąd|ошибка|fel|fejl|virhe|hata|hiba|chyba) 404\b"
    r"|^\W*(?:not found|gone)\W*$|\b(?:page|article|story|content|url"
    r"|document) (?:was )?"
    r"not (?:be )?found|(?:page|article|story|content|link)\b.{0,60}\b(?:can(?:no|['’])t|could"
    r"(?:n['’]t| not)) be (?:found|located)|(?:page|article|story"
    r"|link)\b.{0,60}\b(?:does(?:n['’]t| not)"
    r"|no longer) exist|(?:page|article|story|content)\b.{0,30}"
    r"\b(?:no longer|not|un|isn['’]t|aren['’]t|removed or|deleted or)"
    r" ?available|(?:can['’]?t|cannot|couldn['’]t|could not) find (?:the|that|this|your) (?:page"
    r"|article)"
    r"|seite\b.{0,40}\bnicht (?:gefunden|verfügbar|vorhanden)|nicht gefunden\W*$"
    r"|page\b.{0,30}\b(?:introuvable|n['’]existe (?:pas|plus))|página\b.{0,30}\bno (?:encontrada"
    r"|existe"
    r"|disponible|se encuentra)|no encontramos la página|pagina\b.{0,30}\bnon (?:trovata|esiste)"
    r"|página não (?:encontrada|existe)|pagina\b.{0,30}\bniet (?:gevonden|bestaat)"
    r"|sidan\b.{0,30}\b(?:hittades inte|finns inte|kunde inte)"
    r"|side(?:n|n ble)?\b.{0,30}\bikke (?:funnet|fundet)"
    r"|sivua ei löyd|strona\b.{0,40}\bnie (?:istnieje|została)|stránka nenalezena"
    r"|страница\b.{0,30}\bне (?:найдена|существует)|сторінк\w+ не знайдено"
    r"|(?:page|article)\b.{0,80}\b(?:moved|renamed|removed) or (?:been )?deleted"
    r"|siden? findes ikke|kunne ikke finde (?:den |denne )?side|fant ikke siden"
    r"|nie (?:znaleźliśmy|znaleziono) (?:tej )?stron|nem (?:található|létezik)|sayfa bulunamadı"
    r"|такой страницы (?:нет|не)|page non trouvée|page(?:n)? (?:is )?niet gevonden"
    r"|الصفحة غير موجودة|הדף לא נמצא|không tìm thấy trang|halaman tidak ditemukan"
    r"|ページが見つかりません|页面不存在|找不到.{0,6}页|페이지를 찾을 수 없",
    re.IGNORECASE,
)
ERROR = re.compile(
    r"^\W*(?:error|oops|fehler|erreur)\W*$|^\W*(?:error|http|status)?\W*(?:40[0135-9]|429|5\d\d)\b|\b(?:access|permission"
    r"|request) (?:is |was "
    r"|has been )?(?:denied|blocked|rejected|forbidden)\b|^\W*(?:403 )?forbidden\W*$|service"
    r" (?:is )?(?:temporarily )?unavailable|temporarily unavailable|bad gateway|gateway time-?out"
    r"|internal server error|server error|too many requests|something went wrong"
    r"|an error (?:has )?"
    r"occurred|(?:down for|under|scheduled) maintenance|we(?:['’]ll| will) be (?:right )?back"
    r"|you have been blocked|zugriff verweigert|wartungsarbeiten|accès (?:refusé|interdit)"
    r"|acceso denegado|accesso negato|acesso negado|toegang geweigerd|доступ (?:запрещ|огранич)\w*"
    r"|\b(?:un)?available (?:due to|for) legal reasons|not available in your (?:region|country)"
    r"|(?:erro?r|erreur|errore) (?:interno )?(?:del|du|do|dal) serv"
    r"|algo (?:ha salido|deu) (?:mal|err)"
    r"|sind gleich (?:zurück|wieder da)|technische (?:störung|probleme)|ошибка сервера"
    r"|technical (?:difficulties|problems?)\b.{0,40}$|site is (?:offline|down)",
    re.IGNORECASE,
)
