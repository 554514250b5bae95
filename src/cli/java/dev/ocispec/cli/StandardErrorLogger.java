package dev.ocispec.cli;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Prints one plain line for each warning of the library, and for each error whosoever it is. */
final class StandardErrorLogger extends LegacyAbstractLogger {
  private final transient PrintStream out;
  private final boolean ours;

  StandardErrorLogger(String name, PrintStream out) {
    this.name = name;
    this.out = out;
    this.ours = name.startsWith("dev.ocispec.");
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }

  @Override
  public boolean isDebugEnabled() {
    return false;
  }

  @Override
  public boolean isInfoEnabled() {
    return false;
  }

  @Override
  public boolean isWarnEnabled() {
    return ours;
  }

  @Override
  public boolean isErrorEnabled() {
    return true;
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null; // Nobody is told where a line comes from.
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      String message,
      Object @Nullable [] arguments,
      @Nullable Throwable cause) {
    String kind = level == Level.WARN ? "warning" : "error";
    String text = MessageFormatter.basicArrayFormat(message, arguments);
    String why = cause == null ? "" : ": " + reason(cause);
    out.println("ocispec: " + kind + ": " + (text + why).replaceAll("\\s+", " "));
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getName() : message;
  }
}
