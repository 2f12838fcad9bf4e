import Segmentation
import Testing

@Suite struct NearestNamesTests {
  @Test func distancesByHand() {
    func distance(_ a: String, _ b: String) -> Int { NearestNames.distance(Array(a), Array(b)) }
    #expect(distance("", "abc") == 3 && distance("abc", "") == 3 && distance("abc", "abc") == 0)
    #expect(distance("kitten", "sitting") == 3 && distance("ca", "ac") == 2)
  }

  @Test func nearOnesNearestFirstAndThreeAtMost() {
    let names = NearestNames(["ca_annuel_ht", "honoraires", "honoraires_ht", "effectif_etp", "ca"])
    #expect(names.of("ca_anuel_ht") == ["ca_annuel_ht"])
    #expect(names.of("Honoraire") == ["honoraires", "honoraires_ht"])
    #expect(names.of("effectif") == ["effectif_etp"])
    #expect(names.of("zzz") == [] && names.of("") == [])
    #expect(
      NearestNames(["abcd1", "abcd4", "abcd3", "abcd2"]).of("abcd") == ["abcd1", "abcd2", "abcd3"])
  }
}
