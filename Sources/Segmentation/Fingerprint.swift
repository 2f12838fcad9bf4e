import COpenSSL

/// The SHA-256 of some bytes, in lower-case hexadecimal.
///
/// Source: FIPS 180-4, through OpenSSL's libcrypto; agrees with `sha256sum`.
public func sha256Fingerprint(_ bytes: [UInt8]) -> String {
  var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
  var length: UInt32 = 0
  let status = EVP_Digest(bytes, bytes.count, &digest, &length, EVP_sha256(), nil)
  precondition(status == 1, "libcrypto computes SHA-256")
  let hexadecimal = Array("0123456789abcdef")
  return String(
    digest.prefix(Int(length)).flatMap { byte in
      [hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
    })
}
