package dev.ocispec.bench.target;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One of the processes of {@link PairedRounds}: all works take their turn in each round, forwards
 * and backwards in turn. Each argument is a subject and the works to do with it, {@code
 * SUBJECT=WORK,WORK}. Prints the subject, the work and the time of each turn, with tabs in between.
 */
final class RoundProcess {
  private static final int ROUNDS = 8;

  /** Turns of all works together: Java's compilers are at it for seconds, and their time counts. */
  private static final int WARM_UP = 80;

  private static final long TURN = 150_000_000; // nanoseconds
  private static final int LONGEST_BATCH = 64;
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** What was made last; makes sure that it is made. */
  static volatile Object made = "";

  private RoundProcess() {}

  public static void main(String[] arguments) throws IOException {
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String subject = argument.substring(0, equals);
      List<String> turns = new ArrayList<>(List.of(argument.substring(equals + 1).split(",")));
      Map<String, Supplier<Object>> works = RoundWorks.on(subject);
      int warmUp = Math.max(ROUNDS, WARM_UP / turns.size());
      for (int round = -warmUp; round < ROUNDS; round++) {
        for (String work : turns) {
          double time = turn(works.get(work));
          if (round >= 0) {
            System.out.println(subject + "\t" + work + "\t" + time);
          }
        }
        Collections.reverse(turns);
      }
    }
  }

  /** Microseconds of processor for each time that the work is done. */
  private static double turn(Supplier<Object> work) {
    long times = 0;
    int batch = 1;
    long start = SYSTEM.getProcessCpuTime();
    long used;
    do {
      for (int i = 0; i < batch; i++) {
        made = work.get();
      }
      times += batch;
      batch = Math.min(2 * batch, LONGEST_BATCH);
      used = SYSTEM.getProcessCpuTime() - start;
    } while (used < TURN);
    return used / 1e3 / times;
  }
}
