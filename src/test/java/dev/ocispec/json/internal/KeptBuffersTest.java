package dev.ocispec.json.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Buffers are used again, but never by two at once and never when they are large. */
@Tag("unit")
class KeptBuffersTest {
  private static final int LARGEST = 256 << 10;

  @Test
  void aBufferGivenBackIsTheNextOne() {
    byte[] buffer = new byte[LARGEST];
    KeptBuffers.giveBack(buffer);

    assertThat(KeptBuffers.take()).isSameAs(buffer);
  }

  @Test
  void aBufferInUseIsNobodyElses() {
    KeptBuffers.giveBack(new byte[8 << 10]);
    byte[] first = KeptBuffers.take();
    byte[] second = KeptBuffers.take();

    assertThat(first).hasSize(8 << 10);
    assertThat(second).isNotSameAs(first).hasSize(4 << 10);
  }

  @Test
  void aLargeOneIsForgotten() {
    KeptBuffers.take();
    KeptBuffers.giveBack(new byte[LARGEST + 1]);

    assertThat(KeptBuffers.take()).hasSize(4 << 10);
  }

  @Test
  void ofTwoGivenBackOneIsKept() {
    byte[] first = KeptBuffers.take();
    byte[] second = KeptBuffers.take();
    KeptBuffers.giveBack(first);
    KeptBuffers.giveBack(second);

    assertThat(KeptBuffers.take()).isSameAs(second);
    assertThat(KeptBuffers.take()).isNotSameAs(first);
  }
}
