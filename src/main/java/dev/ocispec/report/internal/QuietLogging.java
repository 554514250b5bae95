package dev.ocispec.report.internal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first touch of slf4j, which writes a notice to standard error where a program has chosen no
 * logging. A library that is used for something else must not be what makes it appear.
 */
public final class QuietLogging {
  private static final String VERBOSITY = "slf4j.internal.verbosity";
  private static final String PROVIDERS = "META-INF/services/org.slf4j.spi.SLF4JServiceProvider";

  static {
    begin();
  }

  private QuietLogging() {}

  /** Has slf4j begun before something else of this library, or of what it uses, does so. */
  public static void begun() {
    // The class is initialised by the call, once and by one thread.
  }

  /** The logger of that class. */
  public static Logger logger(Class<?> owner) {
    return LoggerFactory.getLogger(owner);
  }

  /**
   * Where there is a provider, or the program says how much it wants to hear, nothing is changed.
   */
  private static void begin() {
    if (System.getProperty(VERBOSITY) != null) {
      return;
    }
    ClassLoader loader = LoggerFactory.class.getClassLoader();
    if (loader != null && loader.getResource(PROVIDERS) != null) {
      return;
    }
    System.setProperty(VERBOSITY, "ERROR");
    try {
      LoggerFactory.getILoggerFactory();
    } finally {
      System.clearProperty(VERBOSITY);
    }
  }
}
