package dev.ocispec.runtime;

import java.nio.charset.StandardCharsets;

/**
 * What a process wrote to one of its streams: all of it, or its end where it is longer than was to
 * be kept.
 */
public final class CapturedOutput {
  static final CapturedOutput EMPTY = new CapturedOutput(new byte[0], 0);

  private final byte[] bytes;
  private final long totalBytes;

  CapturedOutput(byte[] bytes, long totalBytes) {
    this.bytes = bytes;
    this.totalBytes = totalBytes;
  }

  /** {@return what was kept, a copy} */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** {@return how many bytes were written in all} */
  public long totalBytes() {
    return totalBytes;
  }

  /** {@return whether the beginning is missing because the output exceeded the bytes to keep} */
  public boolean isTruncated() {
    return totalBytes > bytes.length;
  }

  /** {@return what was kept, as UTF-8; bytes that are none become U+FFFD} */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The same as {@link #text()}. */
  @Override
  public String toString() {
    return text();
  }
}
