package dev.ocispec.json.internal;

/** The characters of UTF-8 beyond ASCII. */
final class Utf8 {
  private Utf8() {}

  /**
   * Length of the sequence at {@code i}; 0 when it is overlong, a surrogate, above U+10FFFF or cut
   * off, or when none begins there.
   */
  static int sequenceLength(byte[] bytes, int i) {
    int b = bytes[i] & 0xFF;
    int length =
        b >= 0xC2 && b <= 0xDF ? 2 : b >= 0xE0 && b <= 0xEF ? 3 : b >= 0xF0 && b <= 0xF4 ? 4 : 0;
    if (length == 0 || i + length > bytes.length) {
      return 0;
    }
    int second = bytes[i + 1] & 0xFF;
    int low = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
    int high = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
    if (second < low || second > high) {
      return 0;
    }
    for (int k = 2; k < length; k++) {
      if ((bytes[i + k] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }
}
