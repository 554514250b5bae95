package dev.ocispec.schema.internal;

import java.nio.charset.StandardCharsets;

/** The name of a member that the schema defines, also in the form that writers put down. */
public final class MemberName {
  private final String text;
  private final byte[] written;

  private MemberName(String text, byte[] written) {
    this.text = text;
    this.written = written;
  }

  /** The name {@code text}; generated code makes each once. */
  public static MemberName of(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 3);
    JsonQuotes.append(text, quoted);
    return new MemberName(text, quoted.append(':').toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The name itself. */
  public String text() {
    return text;
  }

  /** The name in quotes and the colon after it as UTF-8, not to be changed. */
  public byte[] written() {
    return written;
  }

  @Override
  public String toString() {
    return text;
  }
}
