package dev.ocispec.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

@Tag("unit")
class TailBufferTest {
  @Property
  void theEndOfWhatWasAddedIsKept(
      @ForAll @IntRange(max = 5000) int limit,
      @ForAll @IntRange(max = 12) int writes,
      @ForAll long seed) {
    Random random = new Random(seed);
    TailBuffer buffer = new TailBuffer(limit);
    StringBuilder all = new StringBuilder();
    for (int write = 0; write < writes; write++) {
      byte[] bytes = new byte[random.nextInt(3000)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) ('a' + random.nextInt(26));
      }
      buffer.add(bytes, bytes.length);
      all.append(new String(bytes, StandardCharsets.US_ASCII));
    }
    CapturedOutput captured = buffer.captured();
    assertThat(captured.totalBytes()).isEqualTo(all.length());
    assertThat(captured.text()).isEqualTo(all.substring(Math.max(0, all.length() - limit)));
    assertThat(captured.isTruncated()).isEqualTo(all.length() > limit);
  }
}
