package dev.ocispec.runtime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts bytes into lines of bounded length. */
final class LineSplitter implements OutputListener {
  static final int LONGEST = 64 * 1024;

  private final Consumer<String> line;
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

  LineSplitter(Consumer<String> line) {
    this.line = line;
  }

  @Override
  public void bytes(byte[] bytes) {
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        begun.write(bytes, from, i - from);
        from = i + 1;
        give();
      } else if (begun.size() + i - from >= LONGEST && (bytes[i] & 0xC0) != 0x80) {
        begun.write(bytes, from, i - from);
        from = i;
        give();
      }
    }
    begun.write(bytes, from, bytes.length - from);
  }

  @Override
  public void end() {
    if (begun.size() > 0) {
      give();
    }
  }

  private void give() {
    String text = begun.toString(StandardCharsets.UTF_8);
    begun.reset();
    line.accept(text);
  }
}
