package dev.ocispec.cli;

import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Shows on standard error what the library warns of, and errors that anybody logs.
 *
 * <p>SLF4J makes it when the first logger is asked for. Its own simple logger would print a stack
 * trace below each line.
 */
public final class StandardErrorLogging implements SLF4JServiceProvider {
  private static final String PROVIDER = "slf4j.provider";
  private static final String VERBOSITY = "slf4j.internal.verbosity";

  private final Map<String, StandardErrorLogger> loggers = new ConcurrentHashMap<>();
  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter context = new NOPMDCAdapter();
  private final PrintStream out = Streams.ofProcess().err();

  /**
   * Names it to SLF4J, unless another has been named. SLF4J finds it in {@code META-INF/services},
   * too, but for that Java must open the jar and go through all its entries.
   */
  static void choose() {
    if (System.getProperty(PROVIDER) == null && System.getProperty(VERBOSITY) == null) {
      System.setProperty(PROVIDER, StandardErrorLogging.class.getName());
      System.setProperty(VERBOSITY, "WARN"); // Else it would tell which it has taken.
    }
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return name -> loggers.computeIfAbsent(name, n -> new StandardErrorLogger(n, out));
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return context;
  }

  /** The newest release of the 2.0 line, as SLF4J asks of its providers. */
  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }

  @Override
  public void initialize() {
    // All is made with the object.
  }
}
