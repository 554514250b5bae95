package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("unit")
@Timeout(60)
class OrderedWorkTest {
  private final List<Integer> used = new ArrayList<>();

  private Supplier<Runnable> piece(int number) {
    return () -> () -> used.add(number);
  }

  /** A piece of work that is done once {@code other} is. */
  private Supplier<Runnable> pieceAfter(CountDownLatch other, int number) {
    return () -> {
      await(other);
      return () -> used.add(number);
    };
  }

  private Supplier<Runnable> pieceThatTells(CountDownLatch done, int number) {
    return () -> {
      done.countDown();
      return () -> used.add(number);
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void resultsAreUsedInTheOrderOfTheWorkAlsoWhenLaterWorkIsDoneFirst() {
    CountDownLatch third = new CountDownLatch(1);
    try (OrderedWork work = new OrderedWork(2, 100)) {
      work.add(1, piece(1));
      work.add(1, pieceAfter(third, 2));
      work.add(1, pieceThatTells(third, 3));
      work.finish();
    }

    assertThat(used).containsExactly(1, 2, 3);
  }

  @Test
  void onlyTheCallersThreadUsesResults() {
    List<Thread> users = new ArrayList<>();
    try (OrderedWork work = new OrderedWork(3, 1000)) {
      for (int i = 0; i < 500; i++) {
        work.add(1, () -> () -> users.add(Thread.currentThread()));
      }
      work.finish();
    }

    assertThat(users).hasSize(500).containsOnly(Thread.currentThread());
  }

  @Test
  void whatIsTooHeavyTogetherIsDoneOneByOne() {
    AtomicInteger atWork = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (OrderedWork work = new OrderedWork(4, 10)) {
      for (int i = 0; i < 50; i++) {
        work.add(
            6,
            () -> {
              most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
              Thread.yield();
              atWork.decrementAndGet();
              return () -> {};
            });
      }
      work.finish();
    }

    assertThat(most).hasValue(1);
  }

  @Test
  void noMoreIsBegunThanTheThreadsCanUseSoon() {
    CountDownLatch later = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger begunWhenTheFirstWasUsed = new AtomicInteger();
    try (OrderedWork work = new OrderedWork(2, Long.MAX_VALUE)) {
      work.add(0, piece(0));
      work.add(
          0,
          () -> {
            await(later);
            return () -> begunWhenTheFirstWasUsed.set(begun.get());
          });
      for (int i = 0; i < 1000; i++) {
        work.add(
            0,
            () -> {
              if (begun.incrementAndGet() == 40) {
                later.countDown();
              }
              return () -> {};
            });
      }
      work.finish();
    }

    assertThat(begunWhenTheFirstWasUsed.get()).isBetween(40, 64);
    assertThat(begun).hasValue(1000);
  }

  @Test
  void whatWorkThrowsIsThrownInItsTurn() {
    try (OrderedWork work = new OrderedWork(2, 100)) {
      work.add(1, piece(1));
      work.add(1, piece(2));

      assertThatThrownBy(
              () -> {
                work.add(
                    1,
                    () -> {
                      throw new IllegalStateException("third");
                    });
                work.add(1, piece(4));
                work.finish();
              })
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("third");
    }

    assertThat(used).containsExactly(1, 2);
  }

  @Test
  void anErrorOfAnotherThreadIsThrownAsItIs() {
    OutOfMemoryError error = new OutOfMemoryError("none left");
    try (OrderedWork work = new OrderedWork(2, 100)) {
      work.add(1, piece(1));

      assertThatThrownBy(
              () -> {
                work.add(
                    1,
                    () -> {
                      throw error;
                    });
                work.finish();
              })
          .isSameAs(error);
    }
  }

  @Test
  void workInTurnIsDoneAfterAllResultsBeforeItWereUsed() {
    List<Integer> before = new ArrayList<>();
    try (OrderedWork work = new OrderedWork(2, 100)) {
      for (int i = 0; i < 20; i++) {
        work.add(1, piece(i));
      }
      work.inTurn(
          () -> {
            before.addAll(used);
            return () -> used.add(20);
          });
    }

    assertThat(before).hasSize(20);
    assertThat(used).last().isEqualTo(20);
  }

  @Test
  void aSinglePieceIsDoneByTheCallersThread() {
    List<Thread> workers = new ArrayList<>();
    try (OrderedWork work = new OrderedWork(4, 100)) {
      work.add(
          1,
          () -> {
            workers.add(Thread.currentThread());
            return () -> {};
          });
    }

    assertThat(workers).containsExactly(Thread.currentThread());
  }
}
