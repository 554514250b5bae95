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
 * <p>SLF4J finds it by its name in {@code META-INF/services}, and makes it when the first logger is
 * asked for. SLF4J's own simple logger would print a stack trace below each line.
 */
public final class StandardErrorLogging implements SLF4JServiceProvider {
  private final Map<String, StandardErrorLogger> loggers = new ConcurrentHashMap<>();
  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter context = new NOPMDCAdapter();
  private final PrintStream out = Streams.ofProcess().err();

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
