package dev.ocispec.remote;

import com.github.luben.zstd.util.Native;

/**
 * Whether zstd-jni, an optional library, can be used. Apart from what uses it: such a class can't
 * even be loaded without it, since the verifier looks at the types of what its methods return.
 */
final class ZstandardLibrary {
  private ZstandardLibrary() {}

  /**
   * Whether the library is there, with native code for this machine that can be loaded. Where it is
   * not, blobs go as they are, which every engine takes.
   */
  static boolean isThere() {
    try {
      Native.load();
      return true;
    } catch (LinkageError | UnsupportedOperationException e) {
      return false;
    }
  }
}
