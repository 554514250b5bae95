package dev.ocispec.remote;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The calls of zstd-jni: to be used only where it is there, see {@link ZstandardLibrary}. */
final class Zstandard {
  /** The one that hardly any network outruns; higher levels save a few percent more. */
  private static final int LEVEL = 1;

  private Zstandard() {}

  /** Compresses what is written to it into {@code out}; its end is written when it is closed. */
  static OutputStream compress(OutputStream out) throws IOException {
    return new ZstdOutputStreamNoFinalizer(out, LEVEL);
  }

  /** What was compressed; a read fails with an {@link IOException} where it is broken. */
  static InputStream decompress(InputStream compressed) throws IOException {
    return new ZstdInputStreamNoFinalizer(compressed);
  }
}
