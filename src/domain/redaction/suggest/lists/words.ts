/** Word lists written for this project. Plain words, one blank between them. */
const list = (words: string): readonly string[] => words.trim().split(/\s+/);

/** First names borne in the United Kingdom that lists of English first names leave out. */
export const moreFirstNames = list(`
  aaliyah aamir aarav aaron abdi abdul abdullah abdulrahman abena abiola abu adaeze adebayo adil adnan adrianna agnieszka ahmed ahmad aidan
  aisha aishah ajay akash akeem akua alan alastair alasdair aled aleksandra alejandro alexandru alfie ali alisha aliyah alojzy alun amaan amara
  amari amelia amina amir amira amit amy anand andrei andrzej aneta angharad anika anil anisa anita anjali ankit anya anwar aoife arash archie
  aria arif arjun armaan arthur arun aryan asad asha ashraf asif asma atif ava ayaan ayesha aylin aziz babatunde bartosz beata bethan bharat
  bilal blessing bogdan bronwyn brooke bronagh cai callum caitlin carys catalin catrin ceri chantelle charlie chiamaka chidi chinedu chloe
  ciara cillian connor conor cristian courtney dafydd daisy damian daniyal darius darragh dariusz dawid deepa deepak dev devon deon dharmesh
  dilan dimitri dion dominika dylan ebony eduardo efosa ehsan eilidh elif ella ellie elis elsie emeka emilia emine emre emrys ethan eva evie
  fadi fahad faisal faith farah farhan farid farooq fatemeh fatima fatimah femi fergus ffion finlay fintan florin folasade francesca freddie
  freya funmi gabriela gareth gaurav gavin georgia gethin ghulam goran grzegorz gulsen gurdeep gurpreet gwen gwyn hadiya haider hakim halima
  hamid hamish hamza hanif hannah haris harjit harpreet harvey harvinder hasan hashim hassan hayden hina hira hooman hugo huw hussain hussein
  ibrahim idris ieuan ifan ifeoma ikram iman imran indira ines ioan iolo ionut iqbal isabella isha ishaan isla ismail ivan iwona jabari jack
  jagdeep jaidev jamal jamila jan jasmin jaspreet jatinder javed jayden jayesh jerzy jess joanna jorge josh josie julita junaid kacper kai kamal
  kamila karim karolina kasia kashif katarzyna kavita kayleigh kayden keira keisha kelechi kemi khadija khalid kian kiera kieran kiran
  kirsty kofi krish krishna krystian kuba kuldeep kwabena kwame kwesi kyle kylie laila lakshmi laleh lamar latoya layla leah leanne leila
  leo leon leszek lewis lexi liam libby lily lleyton llyr logan lola louie lubna lucja luca luke lukasz lydia maciej maddison madison magda
  mahmood mahmoud maisie malachi malik malgorzata manjit manpreet marcin mariam mariusz maryam mason mateusz matteo maya mehmet mehreen
  mei melek mia michal mihai mihail millie milosz minh miriam mitchell mo mohamed mohammad mohammed mohamud mohan mohsin monika morgan mostafa
  muhammad mumtaz munir murad musa mustafa myles nabeel nadia nadeem nadine naeem naheed najma nathan naveed navjot nazia neha neil ngozi nia
  niamh nicola nida nikhil nikita nina nisha noah noor nora nosheen nour oisin olamide ola oleksandr olena olivia olu oluwaseun omar omari
  omolara oscar osman owain pankaj parveen pawel pedro phoebe piotr poppy pradeep prakash pranav priti priya przemyslaw qasim queenie rabia
  radoslaw rafal rahim rahul raj rajesh rajinder rakesh ramesh rana ranjit rashid rashida razvan reece rehan rehana rhian rhiannon rhys
  ria riley rishi riya riyad rizwan rohan rohit ronan roisin rory rosie roxanne ruairi rubina rukhsana rupert ryan saad sabina sabrina sade
  sadia safiya sahil saima saira sajid saleem salim salma salman sam samina samir sanjay sanjeev sara saoirse satnam saurabh scarlett sean
  seb selina seren shabana shabnam shafiq shahid shahida shaista shakeel shan shanice sharif shaun shauna shazia sheraz shirin shreya
  siddharth siobhan simran sindhu sinead sita slawomir sofia sohail sonia sophia sophie stefan steffan subhan suki sukhdeep sukhwinder
  suleiman sultan sumaira sunil sunita suraj suresh surinder susanna sylwia szymon tabitha tahir tahira tamar tamsin tanvir tanya tareq tariq
  tasha tayyab temitope tegan teresa tiago tomasz tomos tudor tunde tyler tyrone uchenna umar umair usama usman vanessa varun vasile veronika vijay
  vikram vimal viorel vivek waheed waleed waqar waqas weronika wiktoria wojciech xin yan yasin yasmin yasmeen yaw yemi yetunde yousef yusuf
  yvonne zac zack zahid zahra zain zainab zara zeeshan zeinab zhang zoe zoya zubair zuzanna zofia`);

/** Short forms of first names, each with the names it stands for. */
export const shortForms: Readonly<Record<string, string>> = {
  al: 'alan albert alfred alexander alistair alastair ali',
  alex: 'alexander alexandra alexandru aleksandra',
  andy: 'andrew andrea',
  ash: 'ashley ashleigh',
  bea: 'beatrice beata',
  becky: 'rebecca',
  ben: 'benjamin benedict',
  bernie: 'bernard bernadette',
  beth: 'elizabeth bethany bethan',
  bill: 'william',
  billy: 'william',
  bob: 'robert',
  bobby: 'robert',
  cath: 'catherine',
  cathy: 'catherine',
  charlie: 'charles charlotte',
  chris: 'christopher christine christina christian',
  dan: 'daniel danielle',
  danny: 'daniel',
  dave: 'david',
  deb: 'deborah debra',
  debbie: 'deborah debra',
  dec: 'declan',
  dom: 'dominic dominika',
  don: 'donald',
  ed: 'edward edmund edwin',
  eddie: 'edward edmund edwin',
  ellie: 'eleanor ellen elizabeth',
  em: 'emma emily',
  fran: 'frances francis francesca',
  frankie: 'francis frances francesca',
  fred: 'frederick alfred',
  gabe: 'gabriel',
  gary: 'gareth garth',
  gaz: 'gary gareth',
  geoff: 'geoffrey',
  ger: 'gerald gerard geraldine',
  gerry: 'gerald gerard geraldine',
  greg: 'gregory',
  harry: 'harold henry harrison',
  hal: 'harold henry',
  hil: 'hilary hilda',
  izzy: 'isabel isabella isobel',
  jack: 'john jackson',
  jackie: 'jacqueline',
  jake: 'jacob',
  jamie: 'james',
  jan: 'janet janice',
  jen: 'jennifer',
  jenny: 'jennifer',
  jess: 'jessica',
  jez: 'jeremy',
  jim: 'james',
  jimmy: 'james',
  jo: 'joanna joanne josephine joan',
  joe: 'joseph',
  joey: 'joseph',
  johnny: 'john jonathan',
  jon: 'jonathan',
  josh: 'joshua',
  judy: 'judith',
  kate: 'katherine catherine kathryn',
  kath: 'kathleen katherine kathryn',
  katie: 'katherine catherine kathryn',
  kay: 'kayleigh katherine',
  ken: 'kenneth',
  kez: 'kerry kieran keziah',
  kim: 'kimberley kimberly',
  kit: 'christopher katherine',
  larry: 'laurence lawrence',
  len: 'leonard',
  lenny: 'leonard',
  les: 'leslie lesley',
  lex: 'alexander alexandra',
  liz: 'elizabeth',
  lizzie: 'elizabeth',
  lou: 'louise louis',
  maddy: 'madeleine madison',
  maggie: 'margaret',
  mandy: 'amanda',
  matt: 'matthew',
  max: 'maxwell maximilian maxine',
  meg: 'megan margaret',
  mick: 'michael',
  mickey: 'michael',
  mike: 'michael',
  mo: 'mohammed mohamed mohammad muhammad maureen',
  nat: 'nathan nathaniel natalie natasha',
  nath: 'nathan nathaniel',
  nick: 'nicholas nicola nicole',
  nicky: 'nicholas nicola nicole',
  paddy: 'patrick',
  pat: 'patrick patricia',
  pete: 'peter',
  phil: 'philip phillip philippa',
  pip: 'philip philippa',
  pippa: 'philippa',
  ray: 'raymond',
  rich: 'richard',
  rick: 'richard',
  rob: 'robert robin',
  robbie: 'robert',
  ron: 'ronald',
  ronnie: 'ronald veronica',
  ross: 'roswell',
  sal: 'sally salma',
  sam: 'samuel samantha',
  sandy: 'sandra alexander',
  seb: 'sebastian',
  shaz: 'sharon shazia',
  si: 'simon',
  sid: 'sidney',
  soph: 'sophie sophia',
  stan: 'stanley',
  steph: 'stephanie',
  steve: 'stephen steven',
  stu: 'stuart stewart',
  sue: 'susan suzanne',
  suzie: 'susan suzanne',
  tam: 'tamsin tamara thomas',
  tash: 'natasha',
  ted: 'edward theodore',
  tel: 'terence terry',
  terry: 'terence teresa',
  theo: 'theodore',
  tim: 'timothy',
  toby: 'tobias',
  tom: 'thomas tomos',
  tommy: 'thomas',
  tony: 'anthony antony',
  trish: 'patricia',
  val: 'valerie',
  vic: 'victor victoria',
  vicky: 'victoria',
  viv: 'vivian vivien vivienne',
  will: 'william',
  zac: 'zachary',
  zack: 'zachary',
};

/** Surnames borne by many in the United Kingdom. */
export const surnames = list(`
  abbott adams adeyemi afzal ahmad ahmed akhtar alexander ali allen amin anderson andrews ansari anwar archer armstrong arnold arshad ashton
  aslam atkins atkinson austin aziz bailey baker baldwin ball banks barber barker barlow barnes barnett barrett barry bartlett barton bashir
  bates baxter begum bell bennett benson bentley berry bevan bhatti bibi bird bishop blackburn blake bolton bond booth bowen boyle bradley
  bradshaw brady brennan briggs brooks brown browne bruce bryan bryant buckley bull burgess burke burns burrows burton butler byrne cameron campbell
  carpenter carr carroll carter cartwright chadwick chamberlain chambers chan chandler chapman charlton chaudhry chauhan chen cheng cheung choudhury
  chowdhury clark clarke clayton clements coates cole coleman coles collier collins connolly connor conway cook cooke cooper cox craig crawford
  cross cunningham curtis dale daly daniels davey davidson davies davis davison dawson day dean dennis dhillon dixon dobson dodd doherty
  donnelly douglas doyle duffy duncan dunn dyer eaton edwards elliott ellis evans farah farmer farooq farrell faulkner ferguson field fisher
  fitzgerald fleming fletcher flynn forbes ford forster foster fowler fox francis franklin fraser freeman french frost fuller gallagher gardner
  garner george gibbons gibbs gibson gilbert giles gill glover godfrey goddard goodwin gordon gough graham grant gray green greenwood gregory griffin
  griffiths gupta hall hamilton hammond hancock hanson harding hardy harper harris harrison hart hartley harvey hassan hawkins hayes haynes
  heath henderson henry herbert hewitt hicks higgins hill hilton hobbs hodgson holden holland holloway holmes holt hooper hope hopkins horton
  houghton howard howarth howe howell howells hudson hughes humphreys humphries hunt hunter hurst hussain hussein hutchinson iqbal islam jackson
  james jarvis jenkins jennings johnson johnston jones jordan joseph joyce karim kaur kay kelly kemp kennedy kent kerr khan king kirby kirk
  knight knowles kumar lamb lambert lane law lawrence lawson leach lee lees lewis li lim lin little liu lloyd long lowe lucas lynch lyons
  macdonald mackenzie mahmood malik mann manning marsden marsh marshall martin mason matthews may mccarthy mcdonald mcgrath mckenzie mclean metcalfe
  miah middleton miles miller mills mistry mitchell mohamed mohammed moore moran morgan morley morris morrison morton moss muhammad mukherjee
  murphy murray mustafa myers nash naylor nelson newman newton nguyen nicholls nicholson nixon noble nolan norman norris norton nowak
  o'brien o'connor o'donnell o'neill o'reilly o'sullivan okafor okeke okoro oliver osborne owen owens owusu page palmer parker parkin parkinson parry parsons
  patel patterson payne peacock pearce pearson perkins perry peters phillips pickering pollard poole pope porter potter powell power pratt
  preston price pritchard pugh quinn rahman randall read reed rees reeves reid reynolds rhodes rice richards richardson riley rizvi roberts
  robertson robinson robson rogers rose ross rossi rowe rowley russell ryan saleem sanders saunders savage schofield scott shah shaikh sharma sharp
  sharpe shaw shepherd sheppard short simmons simpson sims sinclair singh skinner slater smart smith spencer stanley steele stephens stephenson stevens
  stevenson stewart stone storey stuart sullivan summers sutton swift sykes tait tang taylor thomas thompson thomson thornton thorpe todd tomlinson
  townsend tucker turnbull turner tyler uddin vaughan wade walker wallace wallis walsh walters walton wang ward warner warren waters watkins watson
  watts webb webster welch wells west weston wheeler white whitehead whittaker wilkins wilkinson williams williamson willis wilson winter wong
  wood woods woodward wright wu wyatt yang yates young yusuf zhang zhou`);

/** Names that are also everyday words, months or places: taken for a name only where something else says so. */
export const alsoWords = new Set(
  list(`
  any art august april autumn as bailey baker ball bank banks barber bar barton bath bay bell berry bill bird bishop blake blue bob bond booth
  brook brooks bull burn burns butler bush car carpenter carter case cash chance chandler chapel charity chase chip christian church clay cliff
  clement close coast cole con constant cook cooper cole corn court cross cruise curt daily dale dally damon dandy dawn day deal dean dean
  dell den devon dick dill dolly don dot drew drum duke dusty dyer earl early earth ease east easter eden else ember eve even ever faith
  fan farmer fawn fax fay fern field fin fisher flint flo flower ford forest foster fox frank freeman french friday frost fuller gale garden gardener gay gene gift
  ginger given giving glen glory go god grace grant gray green grey guy hale hall ham happy hardy harmony harp hart harvest hash hasty hazel head heath heather
  heaven hedge her hill holiday holly holt honey honor hook hope house howe hunt hunter hurst iris ivory ivy jack jade jasmine jay jean jerry jersey jet jewel
  job jocelyn jordan joy joyce jude judge june july justice kay keen kelly king kit knight lacy lake lamb lance land lane lark laurel law lawn leaf lee
  levy liberty lily link little long lord lot love low luck lush mac maiden major mall man mane many march mark market marks marsh marshal
  mason max may mead meadow mel melody mercy merit merry mike miles mill miller mills mint miss missy mo moll money mona more morning moss music my nan nancy nation
  neat new nick noble noon north norton novel oak olive opal page pansy park parson pat patience patty pearl peg penny perry pet petal pip pit pitt pleasant
  pole pollard pool poole pope poppy pop port porter power prairie pratt price prince prior queen rain randy raven ray read reading red reed rex rice rich ridge
  river rob robin rock rod roman rose row royal ruby rue rush rusty sage sal sale salt sam sandy sara sari savage saw sea see senior sharp shaw she shell shepherd
  sherry short sid silk simple sincere sky slate smart smith smoke snow so sol some song south spring star steel steele stem sterling stew stirling stone storm street strong sue sugar
  sum summer sun sunday sunny sutton sweet swift tab tally tan tanner taylor tea ted temple tiffany tiger timber tip tobin todd tom tommy trinity trip troy true
  trust turner tyne unity ursa val van velvet victor violet virtue wade walker wall wallis ward warner warren waters wave way wells west wheat wheeler white
  will wilt win wind windy winner winter wish wit wolf wood woods worth wren wright wynn yard young zero rita ring can hi ho ha da de di do la le li lo ma me mi pa pe
  si ta te ti to tu va vi ya yi ye use male constable prosecutor detective inspector sergeant crown defence public sister brother mother father
  ann gilt harm jo monday tuesday wednesday thursday saturday kelvin lexis mia ora page pen perl pin pru ram rand rick see sharp shay tad tate thing this those trace trent tray vale
  flat unit room lot key lead clear claim clean cover cut date did down drop due end evening exit fair fall fast fear feel file fine fire
  born both box boy brief but buy call camp cap care chest chief child city class come common cool copy corner cost count county cup custody
  afternoon age air all along also am and are area arm asked at away back bad bag bar base bed beer best big bit black blow board body`),
);

/** Ranks and posts in front of an officer's name or number. */
export const ranks =
  'PC|DC|PS|DS|PSE|DO|WPC|WDC|TDC|T/DC|A/PS|A/DS|T/PS|T/DS|SC|SPC|PCSO|DI|DCI|DSU|DCS|CI|SGT|Sgt|INSP|Insp|CPT|CDO|SIO|OIC|DDO|CSI|SOCO|SOIT|SOLO|Ch Insp|Supt|Ch Supt|Det Sgt|Det Insp|Police Constable|Police Sergeant|Detective Constable|Detective Sergeant|Detective Inspector|Detective Chief Inspector|Detective Superintendent|Special Constable|Sergeant|Inspector|Chief Inspector|Superintendent|Constable|Chief Constable|Custody Sergeant|Custody Officer';

/** Words that stand in front of a name as its title. */
export const titles =
  'Mr|Mrs|Ms|Miss|Mx|Master|Messrs|Dr|Doctor|Prof|Professor|Sir|Dame|Lady|Lord|Rev|Reverend|Father|Sister|Imam|Rabbi|Judge|Justice|Recorder|Cllr|Councillor|Capt|Captain|Major|Colonel|Col|Lieutenant|Lt|Nurse|MR|MRS|MS|MISS|DR|PROF|CLLR|COUNCILLOR';

/** Countries and parts of the United Kingdom. */
export const countries =
  'Afghanistan|Albania|Algeria|Andorra|Angola|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahamas|Bahrain|Bangladesh|Barbados|Belarus|Belgium|Belize|Benin|Bhutan|Bolivia|Bosnia|Bosnia and Herzegovina|Botswana|Brazil|Brunei|Bulgaria|Burkina Faso|Burma|Burundi|Cambodia|Cameroon|Canada|Cape Verde|Chad|Chechnya|Chile|China|Colombia|Congo|Costa Rica|Croatia|Cuba|Cyprus|Czech Republic|Czechoslovakia|Denmark|Dominica|Dominican Republic|Ecuador|Egypt|El Salvador|England|Eritrea|Estonia|Ethiopia|Fiji|Finland|France|Gabon|Gambia|Germany|Ghana|Gibraltar|Great Britain|Greece|Greenland|Grenada|Guatemala|Guernsey|Guinea|Guyana|Haiti|Honduras|Hong Kong|Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland|Isle of Man|Israel|Italy|Ivory Coast|Jamaica|Japan|Jersey|Jordan|Kazakhstan|Kenya|Kosovo|Kuwait|Kurdistan|Kyrgyzstan|Laos|Latvia|Lebanon|Lesotho|Liberia|Libya|Liechtenstein|Lithuania|Luxembourg|Macedonia|Madagascar|Malawi|Malaysia|Maldives|Mali|Malta|Mauritania|Mauritius|Mexico|Moldova|Monaco|Mongolia|Montenegro|Morocco|Mozambique|Myanmar|Namibia|Nepal|Netherlands|New Zealand|Nicaragua|Niger|Nigeria|North Korea|Northern Ireland|Norway|Oman|Pakistan|Palestine|Panama|Papua New Guinea|Paraguay|Peru|Philippines|Poland|Portugal|Puerto Rico|Qatar|Romania|Russia|Russian Federation|Rwanda|Samoa|San Marino|Saudi Arabia|Scotland|Senegal|Serbia|Seychelles|Sierra Leone|Singapore|Slovakia|Slovenia|Somalia|South Africa|South Korea|Soviet Union|Spain|Sri Lanka|Sudan|Suriname|Swaziland|Sweden|Switzerland|Syria|Taiwan|Tajikistan|Tanzania|Thailand|Tibet|Togo|Tonga|Trinidad|Tunisia|Turkey|Turkmenistan|Uganda|Ukraine|United Arab Emirates|United Kingdom|United States|Uruguay|USA|USSR|Uzbekistan|Venezuela|Vietnam|Wales|Western Sahara|Yemen|Yugoslavia|Zambia|Zimbabwe'.split(
    '|',
  );

/** Nationalities, faiths and origins, as they are said of people. */
export const origins =
  'Afghan|Albanian|Algerian|American|Angolan|Arab|Argentine|Argentinian|Armenian|Asian|Australian|Austrian|Azerbaijani|Bahraini|Bangladeshi|Belarusian|Belgian|Bolivian|Bosnian|Brazilian|British|Bulgarian|Burmese|Cambodian|Cameroonian|Canadian|Caribbean|Catholic|Chechen|Chilean|Chinese|Christian|Colombian|Congolese|Croatian|Cuban|Cypriot|Czech|Danish|Dutch|Ecuadorian|Egyptian|English|Eritrean|Estonian|Ethiopian|Filipino|Finnish|French|Gambian|Georgian|German|Ghanaian|Greek|Greenlander|Gypsy|Haitian|Hindu|Hungarian|Icelandic|Indian|Indonesian|Iranian|Iraqi|Irish|Israeli|Italian|Ivorian|Jamaican|Japanese|Jewish|Jordanian|Kazakh|Kenyan|Korean|Kosovan|Kurdish|Kuwaiti|Latvian|Lebanese|Liberian|Libyan|Lithuanian|Macedonian|Malawian|Malaysian|Maltese|Mauritian|Mexican|Moldovan|Mongolian|Moroccan|Mozambican|Muslim|Nepalese|Nepali|Nigerian|Norwegian|Pakistani|Palestinian|Persian|Peruvian|Polish|Portuguese|Protestant|Qatari|Roma|Romanian|Russian|Rwandan|Saudi|Scottish|Senegalese|Serbian|Serb|Sikh|Singaporean|Slovak|Slovakian|Slovenian|Somali|Spanish|Sudanese|Surinamese|Swedish|Swiss|Syrian|Tamil|Thai|Traveller|Trinidadian|Tunisian|Turkish|Ugandan|Ukrainian|Uruguayan|Uzbek|Venezuelan|Vietnamese|Welsh|Yemeni|Zambian|Zimbabwean'.split(
    '|',
  );

/** Conditions, treatments and medicines that are about somebody's health and not about how the offence was done. */
export const healthWords = new Set(
  list(`
  abortion acne addiction adhd aids alcoholism alzheimer's amitriptyline amlodipine amnesia amoxicillin anaemia angina anorexia
  antidepressants antipsychotics anxiety aripiprazole arthritis asperger's asthma atorvastatin autism autistic beclometasone
  bendroflumethiazide bipolar bisoprolol bulimia buprenorphine bupropion cancer carbamazepine chemotherapy chlamydia cirrhosis citalopram
  clonazepam clopidogrel clozapine co-codamol codeine colitis contraception contraceptive counselling covid crohn's dementia depression
  diabetes diabetic dialysis diazepam diclofenac dihydrocodeine doxycycline duloxetine dyslexia dyspraxia eczema emphysema endometriosis
  epilepsy epileptic escitalopram espranor fentanyl fibromyalgia flucloxacillin fluoxetine furosemide gabapentin glaucoma gonorrhoea
  haemophilia haloperidol hepatitis herpes hiv hydroxychloroquine hypertension hysterectomy insomnia insulin ivf lamotrigine lansoprazole
  leukaemia levetiracetam levothyroxine lisinopril lithium loratadine lorazepam losartan lupus mastectomy melanoma melatonin menopause
  metformin methadone methotrexate methylphenidate metoprolol migraine migraines mirtazapine miscarriage miscarried morphine naproxen
  neuralgia nitrazepam ocd olanzapine omeprazole osteoarthritis osteoporosis overdose oxycodone pacemaker paranoia parkinson's paroxetine
  phenytoin pneumonia pregabalin pregnancy pregnant propranolol prosthesis prozac psoriasis psychosis psychotic ptsd quetiapine ramipril
  ranitidine risperidone ritalin salbutamol sarcoidosis schizophrenia schizophrenic sciatica self-harm self-harmed self-harming sepsis
  sertraline shingles simvastatin stillbirth stoma subutex suicidal sumatriptan tamoxifen temazepam topiramate tourette's tramadol trazodone
  tuberculosis tumour valproate vasculitis venlafaxine vertigo viagra warfarin wheelchair zolpidem zopiclone`),
);

/** The same in several words. */
export const healthPhrases =
  'cystic fibrosis|multiple sclerosis|postnatal depression|post-natal depression|personality disorder|post-traumatic stress disorder|sickle cell|sleep apnoea|suicide attempt|ulcerative colitis|eating disorder|panic attacks|learning disability|learning difficulties|kidney stone|kidney stones|kidney disease|heart attack|heart disease|heart failure|broken hip|hip replacement|beta blockers|blood thinners|partially sighted|registered blind|hard of hearing|hearing aid|hearing aids|sodium valproate|registered disabled|mental health act|mental health team|sexually transmitted infection|special educational needs|kidney failure|macular degeneration|high blood pressure|brain injury|memory loss|sexual health clinic|crisis team'.split(
    '|',
  );

/** Counties, islands and regions of the United Kingdom and Ireland. */
export const counties =
  'Aberdeenshire|Anglesey|Angus|Antrim|Argyll|Armagh|Ayrshire|Bedfordshire|Berkshire|Buckinghamshire|Caithness|Cambridgeshire|Cardiganshire|Carmarthenshire|Ceredigion|Cheshire|Clackmannanshire|Cleveland|Clwyd|Cornwall|County Down|County Durham|County Tyrone|Cumberland|Cumbria|Denbighshire|Derbyshire|Devon|Dorset|Dumfries|Dyfed|East Anglia|East Lothian|East Midlands|East Sussex|East Yorkshire|Essex|Fermanagh|Fife|Flintshire|Glamorgan|Gloucestershire|Greater London|Greater Manchester|Guernsey|Gwent|Gwynedd|Hampshire|Herefordshire|Hertfordshire|Highland|Humberside|Huntingdonshire|Inverness-shire|Isle of Man|Isle of Skye|Isle of Wight|Kent|Lanarkshire|Lancashire|Leicestershire|Lincolnshire|Londonderry|Merseyside|Mid Glamorgan|Middlesex|Midlothian|Monmouthshire|Moray|Norfolk|North Yorkshire|Northamptonshire|Northumberland|Northumbria|Nottinghamshire|Orkney|Oxfordshire|Pembrokeshire|Perthshire|Powys|Renfrewshire|Rutland|Shetland|Shropshire|Somerset|South Glamorgan|South Yorkshire|Staffordshire|Stirlingshire|Suffolk|Surrey|Sussex|Teesside|Tyne and Wear|Tyneside|Ulster|Warwickshire|West Glamorgan|West Lothian|West Midlands|West Sussex|West Yorkshire|Westmorland|Wiltshire|Wirral|Worcestershire|Yorkshire'.split(
    '|',
  );
