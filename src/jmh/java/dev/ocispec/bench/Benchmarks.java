package dev.ocispec.bench;

import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks and prints how each compares with its baseline; takes JMH's own arguments.
 * Where the documents are absent it says so and runs nothing.
 */
public final class Benchmarks {
  private Benchmarks() {}

  /** Runs what the arguments of JMH choose, or everything. */
  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
    Collection<RunResult> results =
        JmhRun.of(new OptionsBuilder().parent(new CommandLineOptions(arguments)));
    System.out.print(DocumentTable.of(results));
    System.out.print(ScanTable.of(results));
  }
}
