package dev.ocispec.json.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.sessions.JqwikSession;

/**
 * Reads, judges, writes and rewrites a great many changed documents: {@code mvn -P fuzz test}. The
 * same seed gives the same documents. One that breaks a rule is written to {@code target/fuzz} with
 * the reason beside it; the exit code then is 1.
 *
 * <p>Options: {@code --count 1000000}, {@code --seed 20261126}, {@code --every 10000} (documents of
 * a thread between two lines of progress), {@code --threads 2} (each with its share of the count,
 * and a seed that is one higher than that of the thread before).
 */
final class Fuzz {
  private static final int MOST_FAILURES = 100;
  private static final Path FAILURES = Path.of("target", "fuzz");

  private long count = 1_000_000;
  private long seed = 20_261_126;
  private long every = 10_000;
  private long threads = 2;
  private final FuzzCounts counts = new FuzzCounts();

  private Fuzz() {}

  public static void main(String[] args) {
    Fuzz fuzz = new Fuzz();
    if (args.length % 2 != 0) {
      throw new IllegalArgumentException("expected options with a number each");
    }
    for (int i = 0; i < args.length; i += 2) {
      fuzz.set(args[i], Long.parseLong(args[i + 1]));
    }
    System.exit(fuzz.run() == 0 ? 0 : 1);
  }

  private void set(String option, long value) {
    switch (option) {
      case "--count" -> count = value;
      case "--seed" -> seed = value;
      case "--every" -> every = value;
      case "--threads" -> threads = value;
      default ->
          throw new IllegalArgumentException(
              "expected --count, --seed, --every or --threads, found " + option);
    }
  }

  /** The number of documents that broke a rule. */
  private long run() {
    System.out.println("seed " + seed + ", " + count + " documents, " + threads + " threads");
    List<CompletableFuture<Void>> workers = new ArrayList<>();
    for (long worker = 0; worker < threads; worker++) {
      long own = seed + worker;
      long share = count / threads + (worker < count % threads ? 1 : 0);
      workers.add(
          CompletableFuture.runAsync(
              () -> JqwikSession.run(() -> run(own, share)), task -> new Thread(task).start()));
    }
    workers.forEach(CompletableFuture::join);
    System.out.println("done: " + counts.line());
    return counts.failed.sum();
  }

  private void run(long own, long share) {
    FuzzCheck check = new FuzzCheck(counts);
    MutatedDocuments documents = new MutatedDocuments(own);
    for (long number = 0; number < share && counts.failed.sum() < MOST_FAILURES; number++) {
      MutatedDocument document = documents.next();
      try {
        check.check(document, number);
      } catch (RuntimeException | Error e) {
        counts.failed.increment();
        System.out.println(keep(document, own + "-" + number, e));
      }
      counts.documents.increment();
      JqwikSession.finishTry();
      if ((number + 1) % every == 0) {
        System.out.println(counts.line());
      }
    }
  }

  private static String keep(MutatedDocument document, String number, Throwable failure) {
    String name = document.kind().text() + "-" + number;
    try {
      Files.createDirectories(FAILURES);
      Path file = Files.write(FAILURES.resolve(name + ".json"), document.bytes());
      Files.writeString(FAILURES.resolve(name + ".txt"), reason(failure));
      return "failed: " + file + ": " + failure.getClass().getName();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String reason(Throwable failure) {
    StringBuilder reason = new StringBuilder(failure.toString()).append('\n');
    for (StackTraceElement element : failure.getStackTrace()) {
      reason.append("    ").append(element).append('\n');
    }
    return reason.toString();
  }
}
