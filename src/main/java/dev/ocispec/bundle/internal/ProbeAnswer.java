package dev.ocispec.bundle.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a probe said that the first process ran, and how it ended.
 *
 * @param text what it wrote, to either stream
 * @param end the first process' word on it, with what had been used until then; empty when the
 *     probe said more than it may, or when the first process is gone
 * @param whole whether it said no more than it may
 */
public record ProbeAnswer(String text, Optional<FirstProcessReport> end, boolean whole) {
  private static final int PIECE = 64 * 1024;
  private static final int SIGNAL_MASK = 0x7F;
  private static final int CODE_SHIFT = 8;
  private static final int CODE_MASK = 0xFF;

  /** Reads up to the byte that no script writes, and the report behind it. */
  static ProbeAnswer read(ReadableByteChannel from, int longest) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(PIECE);
    int looked = 0;
    int end = -1;
    while (end < 0 || bytes.position() < end + 1 + FirstProcessReport.SIZE) {
      if (end < 0 && looked > longest) {
        return new ProbeAnswer(text(bytes, longest), Optional.empty(), false);
      }
      if (!bytes.hasRemaining()) {
        bytes = ByteBuffer.allocate(bytes.capacity() * 2).put(bytes.flip());
      }
      if (from.read(bytes) < 0) {
        return new ProbeAnswer(text(bytes, looked), Optional.empty(), true);
      }
      while (end < 0 && looked < bytes.position()) {
        end = bytes.get(looked) == 0 ? looked : -1;
        looked += end < 0 ? 1 : 0;
      }
    }
    byte[] report = new byte[FirstProcessReport.SIZE];
    bytes.get(end + 1, report);
    return new ProbeAnswer(text(bytes, end), FirstProcessReport.parse(report), end <= longest);
  }

  private static String text(ByteBuffer bytes, int length) {
    return new String(bytes.array(), 0, length, StandardCharsets.UTF_8);
  }

  /** {@return whether the probe came to its end and exited with 0} */
  public boolean isSuccess() {
    return whole && exitCode().filter(code -> code == 0).isPresent();
  }

  /** {@return how it ended, in words} */
  public String ending() {
    if (!whole) {
      return "said more than it may";
    }
    if (end.isEmpty()) {
      return "was cut off";
    }
    if (end.get().kind() != FirstProcessReport.Kind.EXITED) {
      return "could not be started: error " + end.get().number();
    }
    return exitCode()
        .map(code -> "ended with code " + code)
        .orElseGet(() -> "was killed by signal " + (end.get().number() & SIGNAL_MASK));
  }

  /** The number is how it ended as the kernel puts it. */
  private Optional<Integer> exitCode() {
    return end.filter(said -> said.kind() == FirstProcessReport.Kind.EXITED)
        .map(FirstProcessReport::number)
        .filter(status -> (status & SIGNAL_MASK) == 0)
        .map(status -> status >> CODE_SHIFT & CODE_MASK);
  }
}
