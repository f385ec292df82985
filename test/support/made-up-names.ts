/** Family names of made-up people. Together with the given names below: 40 x 40 x 40 people, no two alike. */
export const familyNames =
  `Abebe Adjei Aguilar Almeida Asante Bâ Bakr Baptiste Castro Çelik Demir Diallo Đặng Eklund Farouk Fernández
Gebre Hernández Hoang Ibrahim Joković Kaya Kovačević Łukasik Mbeki Mensah Müller Nakamura Nguyễn Ó Briain Okonkwo Perera Quispe
Rahman Şahin Santos Tamang Tuilagi Yeboah Zhang`
    .split(/\s+/)
    .join('|')
    .replace('Ó|Briain', 'Ó Briain')
    .split('|')

/** First given names. */
export const firstNames =
  `Ama Binta Chidi Daw Elif Fatou Gonzalo Hana Inès José Kwame Lucía Mehmet Nadia Olga Paulo Rania Sione Thandi
Uchenna Viktor Wanjiru Ximena Yusuf Zoë Åsa Bogdan Chiara Dilnoza Esi Farida Giorgi Hồng Ilse Jürgen Kateryna Leilani Mirembe Niamh Oumou`.split(
    /\s+/,
  )

/** Second given names; none is also a first one. */
export const secondNames =
  `Abena Baraka Cira Dawit Efua Folake Gita Hugo Ivana Jomo Kemi Lars Mateus Nomsa Onur Pilar Quynh Rosa Selam Tala
Uri Vesna Wei Xola Yara Zainab Anselm Beatriz Cosmo Danilo Emre Flora Goran Halima Imran Jelena Kofi Lina Malik Noor`.split(
    /\s+/,
  )

/** Countries in wordings that partners use. */
export const countryNames =
  `Argentina|Belarus|Botswana|Brazil|Burma|Myanmar|Croatia|Denmark|Egypt|Eritrea|Ghana|Grenada|India|Israel|Japan|Jordan|Kenya|
Lithuania|Mexico|Nepal|Nigeria|Palestinian Territories|Peru|Philippines|Poland|Portugal|Senegal|Singapore|Solomon Islands|Spain|Sri Lanka|Tajikistan|
Togo|Uganda|Ukraine|Uruguay|Viet Nam|Vietnam|Zambia|Zimbabwe`
    .split('|')
    .map(name => name.trim())
