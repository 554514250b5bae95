package dev.ocispec.json.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.spec.LinuxMemory;
import dev.ocispec.spec.OciObject;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.internal.Walkable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Writers share buffers; nobody notices. */
@Tag("unit")
class TextFormTest {
  private static String text(OciObject document, TextForm form) {
    return form.write(
        Walkable.of(document),
        (bytes, length) -> new String(bytes, 0, length, StandardCharsets.UTF_8));
  }

  private static Spec named(int number) {
    return Spec.builder().hostname("h" + number).putAnnotation("a", "b".repeat(number)).build();
  }

  @ParameterizedTest
  @EnumSource
  void anObjectWithoutMembersIsClosedUp(TextForm form) {
    assertThat(text(LinuxMemory.builder().build(), form)).isEqualToIgnoringNewLines("{}");
  }

  @ParameterizedTest
  @EnumSource
  void aShortDocumentAfterALongOneHasNothingOfIt(TextForm form) {
    String expected = text(named(1), form);
    text(named(100_000), form);

    assertThat(text(named(1), form)).isEqualTo(expected);
  }

  @Test
  void aDocumentWrittenWhileAnotherOneIsUsedLeavesThatAlone() {
    String both =
        TextForm.COMPACT.write(
            Walkable.of(named(1)),
            (bytes, length) -> {
              String other = text(named(2), TextForm.COMPACT);
              return other + new String(bytes, 0, length, StandardCharsets.UTF_8);
            });

    assertThat(both).isEqualTo(text(named(2), TextForm.COMPACT) + text(named(1), TextForm.COMPACT));
  }

  /** More threads than there are places for buffers, so that some share one. */
  @ParameterizedTest
  @EnumSource
  void manyThreadsWriteEachItsOwnDocument(TextForm form) throws Exception {
    int threads = 40;
    List<String> expected =
        IntStream.range(0, threads).mapToObj(i -> text(named(i * 211), form)).toList();
    CyclicBarrier start = new CyclicBarrier(threads);
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Boolean>> writers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Spec document = named(i * 211);
        String own = expected.get(i);
        writers.add(
            () -> {
              start.await();
              return IntStream.range(0, 200).allMatch(round -> text(document, form).equals(own));
            });
      }
      for (Future<Boolean> writer : executor.invokeAll(writers)) {
        assertThat(writer.get()).isTrue();
      }
    } finally {
      executor.shutdownNow();
    }
  }
}
