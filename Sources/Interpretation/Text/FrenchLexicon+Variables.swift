extension Lexicon {
  static let frenchFigures: [String: VariableWords] = [
    "ca_annuel_ht": VariableWords(
      "chiffre d’affaires annuel HT", clause: "leur chiffre d’affaires annuel HT est de {value}"),
    "effectif_etp": VariableWords(
      "effectif", clause: "{they} comptent {value} {salarié|salariés} (ETP)",
      zero: "{they} n’ont aucun salarié"),
    "total_bilan": VariableWords("total du bilan", clause: "leur bilan s’élève à {value}"),
    "nb_factures_ventes_mois": VariableWords(
      "nombre de factures de vente par mois",
      clause: "{they} émettent {value} {facture|factures} de vente par mois",
      zero: "{they} n’émettent aucune facture de vente par mois"),
    "nb_factures_achats_mois": VariableWords(
      "nombre de factures d’achat par mois",
      clause: "{they} reçoivent {value} {facture|factures} d’achat par mois",
      zero: "{they} ne reçoivent aucune facture d’achat par mois"),
    "part_b2b": VariableWords(
      "part du chiffre d’affaires faite avec des entreprises", .feminine,
      clause: "{value} de leur chiffre d’affaires se fait avec des entreprises"),
    "part_international": VariableWords(
      "part du chiffre d’affaires faite à l’international", .feminine,
      clause: "{value} de leur chiffre d’affaires se fait à l’international"),
    "nb_bulletins_mois": VariableWords(
      "nombre de bulletins de paie par mois",
      clause: "le cabinet leur établit {value} {bulletin|bulletins} de paie par mois"),
    "score_maturite_technique": VariableWords(
      "maturité technique", .feminine, clause: "leur maturité technique est notée {value}"),
    "niveau_organisation": VariableWords(
      "niveau d’organisation", clause: "leur niveau d’organisation est noté {value}"),
    "delai_transmission_jours": VariableWords(
      "retard de transmission des pièces",
      clause: "leurs pièces arrivent avec {value} de retard",
      zero: "leurs pièces arrivent à temps"),
    "appetence_changement": VariableWords(
      "appétence au changement", .feminine, clause: "leur appétence au changement est notée {value}"
    ),
    "taux_ouverture_mails": VariableWords(
      "taux d’ouverture des mails", clause: "{they} ouvrent {value} des mails du cabinet"),
    "honoraires_annuels_ht": VariableWords(
      "honoraires annuels HT", plural: true,
      clause: "{they} versent {value} d’honoraires par an"),
    "heures_passees_an": VariableWords(
      "heures passées par an", .feminine, plural: true,
      clause: "le cabinet y consacre {value} par an"),
    "taux_horaire_realise": VariableWords(
      "taux horaire réalisé", clause: "le taux horaire réalisé est de {value}"),
    "retard_paiement_honoraires_j": VariableWords(
      "retard de paiement des honoraires",
      clause: "{they} règlent les honoraires avec {value} de retard",
      zero: "{they} règlent les honoraires à temps"),
    "nb_sollicitations_trim": VariableWords(
      "nombre de sollicitations par trimestre",
      clause: "{they} sollicitent le cabinet {value} fois par trimestre",
      zero: "{they} ne sollicitent jamais le cabinet"),
    "anciennete_relation": VariableWords(
      "ancienneté de la relation", .feminine,
      clause: "{they} sont au cabinet depuis {value}"),
    "banque_connectee": VariableWords(
      "connexion bancaire", .feminine, yes: "ont une banque connectée"),
    "pa_choisie": VariableWords(
      "choix de la plateforme agréée", yes: "ont choisi leur plateforme agréée"),
  ]

  static let frenchLevels: [String: VariableWords] = [
    "outil_facturation": VariableWords(
      "outil de facturation",
      levels: [
        "aucun": LevelWords("aucun outil", "n’ont aucun outil de facturation"),
        "papier": LevelWords("papier", "facturent au papier"),
        "word_excel": LevelWords("Word ou Excel", "facturent sous Word ou Excel"),
        "caisse": LevelWords("caisse", "encaissent avec un logiciel de caisse"),
        "logiciel_local": LevelWords("logiciel installé", "facturent avec un logiciel installé"),
        "saas": LevelWords("logiciel en ligne (SaaS)", "facturent avec un logiciel en ligne"),
        "erp": LevelWords("ERP", "facturent depuis un ERP"),
      ]),
    "mode_collecte": VariableWords(
      "mode de collecte des pièces",
      levels: [
        "papier_boite": LevelWords("papier, en boîte", "apportent leurs pièces sur papier"),
        "mail_scan": LevelWords("mail ou scan", "envoient leurs pièces par mail"),
        "depot_portail": LevelWords("dépôt sur un portail", "déposent leurs pièces sur un portail"),
        "connecteur_api": LevelWords(
          "connecteur automatique", "transmettent leurs pièces par connecteur"),
        "delegation": LevelWords("délégation au cabinet", "délèguent la collecte au cabinet"),
        "client_saisit": LevelWords("saisie par le client", "saisissent leurs propres écritures"),
      ]),
    "regime_tva": VariableWords(
      "régime de TVA",
      levels: [
        "fb": LevelWords("franchise en base", "sont en franchise de TVA"),
        "rs": LevelWords("réel simplifié", "relèvent du réel simplifié de TVA"),
        "rn_t": LevelWords("réel normal trimestriel", "déclarent la TVA chaque trimestre"),
        "rn_m": LevelWords("réel normal mensuel", "déclarent la TVA chaque mois"),
        "rn": LevelWords("réel normal", "relèvent du réel normal de TVA"),
        "exo": LevelWords("exonéré", "exercent une activité exonérée de TVA"),
        "hors": LevelWords("hors champ", "sont hors du champ de la TVA"),
      ]),
    "forme_juridique": VariableWords(
      "forme juridique", .feminine,
      levels: [
        "ei": LevelWords("entreprise individuelle", "exercent en nom propre"),
        "sarl": LevelWords("SARL", "sont des SARL"), "eurl": LevelWords("EURL", "sont des EURL"),
        "sas": LevelWords("SAS", "sont des SAS"), "sasu": LevelWords("SASU", "sont des SASU"),
        "sa": LevelWords("SA", "sont des SA"), "sci": LevelWords("SCI", "sont des SCI"),
        "snc": LevelWords("SNC", "sont des SNC"),
        "selarl": LevelWords("SELARL", "sont des sociétés d’exercice libéral"),
        "agricole": LevelWords("société agricole", "sont des sociétés agricoles"),
        "association": LevelWords("association", "sont des associations"),
      ]),
    "taille": VariableWords(
      "taille", .feminine,
      levels: [
        "micro": LevelWords("microentreprise", "sont des microentreprises"),
        "pme": LevelWords("PME", "sont des PME"), "eti": LevelWords("ETI", "sont des ETI"),
        "ge": LevelWords("grande entreprise", "sont de grandes entreprises"),
      ]),
    "secteur": VariableWords(
      "secteur d’activité",
      levels: [
        "btp": LevelWords("BTP", "travaillent dans le BTP"),
        "bouche": LevelWords("métiers de bouche", "exercent un métier de bouche"),
        "artisanat": LevelWords("artisanat", "sont dans l’artisanat"),
        "commerce_detail": LevelWords("commerce de détail", "sont dans le commerce de détail"),
        "commerce_gros": LevelWords("commerce de gros", "sont dans le commerce de gros"),
        "auto": LevelWords("automobile", "sont dans l’automobile"),
        "chr": LevelWords(
          "hôtellerie et restauration", "sont dans l’hôtellerie ou la restauration"),
        "transport": LevelWords("transport", "sont dans le transport"),
        "services": LevelWords("services aux entreprises", "vendent des services aux entreprises"),
        "services_personnes": LevelWords(
          "services aux personnes", "vendent des services aux personnes"),
        "droit": LevelWords("professions juridiques", "exercent une profession juridique"),
        "sante": LevelWords("santé", "exercent dans la santé"),
        "enseignement": LevelWords("enseignement", "sont dans l’enseignement"),
        "holding": LevelWords("holding", "sont des holdings"),
        "immobilier": LevelWords("immobilier", "sont dans l’immobilier"),
        "agricole": LevelWords("agriculture", "sont dans l’agriculture"),
        "association": LevelWords("associatif", "sont dans le secteur associatif"),
        "industrie": LevelWords("industrie", "sont dans l’industrie"),
      ]),
    "code_naf": VariableWords("code NAF"),
    "periodicite_declarative": VariableWords(
      "périodicité déclarative", .feminine,
      levels: [
        "mensuel": LevelWords("mensuelle", "font des déclarations mensuelles"),
        "trimestriel": LevelWords("trimestrielle", "font des déclarations trimestrielles"),
        "annuel": LevelWords("annuelle", "font des déclarations annuelles"),
      ]),
    "missions": VariableWords(
      "missions", .feminine, plural: true,
      levels: [
        "tenue": LevelWords("tenue", "confient leur tenue au cabinet"),
        "revision": LevelWords("révision", "ont une mission de révision"),
        "fiscal": LevelWords("fiscal", "ont une mission fiscale"),
        "social": LevelWords("social", "confient leur paie au cabinet"),
        "juridique": LevelWords("juridique", "ont une mission juridique"),
        "conseil": LevelWords("conseil", "ont une mission de conseil"),
        "gestion": LevelWords("gestion", "ont une mission de gestion"),
        "tva": LevelWords("TVA", "confient leur TVA au cabinet"),
        "patrimoine": LevelWords("patrimoine", "ont une mission patrimoniale"),
        "audit": LevelWords("audit", "ont une mission d’audit"),
      ]),
    "statut_mandat": VariableWords(
      "statut du mandat",
      levels: [
        "non_demande": LevelWords("non demandé", "n’ont pas encore reçu le mandat"),
        "envoye": LevelWords("envoyé", "ont reçu le mandat sans l’avoir signé"),
        "signe": LevelWords("signé", "ont signé le mandat"),
        "refuse": LevelWords("refusé", "ont refusé le mandat"),
      ]),
  ]
}
