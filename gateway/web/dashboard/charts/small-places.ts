/**
 * Longitude and latitude, by M49 number, of every country or area that has no outline at the map's scale (110 m): centre of
 * its largest island or part, from Natural Earth's finer outlines.
 */
export const smallPlaces: Readonly<Record<string, readonly [number, number]>> = {
  '016': [-170.7, -14.3], // American Samoa
  '020': [1.6, 42.5], // Andorra
  '028': [-61.8, 17.1], // Antigua and Barbuda
  '048': [50.5, 26], // Bahrain
  '052': [-59.6, 13.2], // Barbados
  '060': [-64.8, 32.3], // Bermuda
  '074': [3.4, -54.4], // Bouvet Island
  '086': [72.4, -7.3], // British Indian Ocean Territory
  '092': [-64.6, 18.4], // British Virgin Islands
  '132': [-23.6, 15.1], // Cabo Verde
  '136': [-81.3, 19.3], // Cayman Islands
  '162': [105.7, -10.5], // Christmas Island
  '166': [96.8, -12.2], // Cocos (Keeling) Islands
  '174': [43.3, -11.7], // Comoros
  '175': [45.2, -12.8], // Mayotte
  '184': [-159.8, -21.2], // Cook Islands
  '212': [-61.4, 15.4], // Dominica
  '234': [-6.9, 62.2], // Faroe Islands
  '239': [-36.7, -54.4], // South Georgia and the South Sandwich Islands
  '248': [19.9, 60.2], // Åland Islands
  '254': [-53.1, 3.9], // French Guiana
  '258': [-149.4, -17.7], // French Polynesia
  '292': [-5.3, 36.1], // Gibraltar
  '296': [173, 1.4], // Kiribati, at Tarawa
  '308': [-61.7, 12.1], // Grenada
  '312': [-61.5, 16.2], // Guadeloupe
  '316': [144.8, 13.4], // Guam
  '334': [73.5, -53.1], // Heard Island and McDonald Islands
  '336': [12.4, 41.9], // Holy See
  '344': [114.1, 22.4], // Hong Kong
  '438': [9.5, 47.1], // Liechtenstein
  '446': [113.5, 22.2], // Macau
  '462': [73.5, 4.2], // Maldives
  '470': [14.4, 35.9], // Malta
  '474': [-61, 14.7], // Martinique
  '480': [57.6, -20.3], // Mauritius
  '492': [7.4, 43.8], // Monaco
  '500': [-62.2, 16.7], // Montserrat
  '520': [166.9, -0.5], // Nauru
  '531': [-69, 12.2], // Curaçao
  '533': [-70, 12.5], // Aruba
  '534': [-63.1, 18.1], // Sint Maarten
  '535': [-68.3, 12.2], // Bonaire, Sint Eustatius and Saba
  '570': [-169.9, -19], // Niue
  '574': [167.9, -29.1], // Norfolk Island
  '580': [145.7, 15.2], // Northern Mariana Islands
  '581': [-162.1, 5.9], // U.S. Minor Outlying Islands
  '583': [158.2, 6.9], // Federated States of Micronesia
  '584': [171.2, 7.1], // Marshall Islands
  '585': [134.6, 7.5], // Palau
  '612': [-128.3, -24.4], // Pitcairn Islands
  '638': [55.5, -21.1], // Réunion
  '652': [-62.8, 17.9], // Saint Barthélemy
  '654': [-5.7, -16], // Saint Helena, Ascension and Tristan da Cunha
  '659': [-62.7, 17.3], // Saint Kitts and Nevis
  '660': [-63.1, 18.2], // Anguilla
  '662': [-61, 13.9], // Saint Lucia
  '663': [-63.1, 18.1], // Saint Martin
  '666': [-56.3, 46.9], // Saint Pierre and Miquelon
  '670': [-61.2, 13.3], // Saint Vincent and the Grenadines
  '674': [12.5, 43.9], // San Marino
  '678': [6.6, 0.2], // Sao Tome and Principe
  '690': [55.5, -4.7], // Seychelles
  '702': [103.8, 1.4], // Singapore
  '744': [16, 78.6], // Svalbard and Jan Mayen
  '772': [-171.8, -9.2], // Tokelau
  '776': [-175.2, -21.2], // Tonga
  '796': [-71.7, 21.8], // Turks and Caicos Islands
  '798': [179.2, -8.5], // Tuvalu
  '831': [-2.6, 49.5], // Guernsey
  '832': [-2.1, 49.2], // Jersey
  '833': [-4.5, 54.2], // Isle of Man
  '850': [-64.8, 17.7], // U.S. Virgin Islands
  '876': [-178.1, -14.3], // Wallis and Futuna
  '882': [-172.4, -13.6], // Samoa
}
