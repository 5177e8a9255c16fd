/**
 * Words common in vendors' messages. One of them says nothing about a person, even if the caller sent the
 * same word in a note or a name.
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `a about above access account accounts action active add added address addresses after again all allowed already also an and
  another any api app application apply are area as at attempt authentication authorization authorized available bad base be
  because been before begin being below between billing blank body both business but by call cannot case change changed
  character characters check city client code codes com company configuration configured contact contacts contain contains
  content could country county create created credentials current custom customer customers data date day default defined
  delete deleted denied department detail details did digit digits disabled display do does domain done down duplicate during
  each either email emails empty enabled end enter entity entry error errors every example exceed exceeded exceeds exist
  existing exists expected expired external failed fax field fields file first fixed for form format found free from full
  general get give given go had has have he head header her here high his home host how http https i id identifier ids if
  in inactive incorrect info information input integer internal into invalid is it its json just key keys kind label language
  last least legal length less letter letters level like limit limited line lines list local location long longer lookup main
  make manager many match matches max maximum may me message method min minimum missing mobile more most much must my name
  named names near need needed needs new next no none not note notes nothing notification notifications null number numbers
  object of off office ok old on once one only open operation option optional or order org organization other our out over
  owner page param parameter parameters part party pass password path pattern people per permission permissions person
  personal phone phones place please position possible post postal present preview previous primary private problem process
  processed property provide provided provider public put quota range rate read reason record records reference region
  rejected remove removed reply report request requested requests require required requires resource response result retry
  right role rule same sandbox save saved second see send sent server service set she short should since single site size so
  some something source special start state status still street string subject such support supported system tax team tel
  temporary test text than that the their them then there these they this those time title to today token too true try two
  type unable under unique unknown unsupported until up update updated upon us use used user users using valid value values
  version very via want was we web well were what when where whether which while who why will with within without word words
  work worker working would write wrong www year yes yet you your zip`.split(/\s+/),
);
