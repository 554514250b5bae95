package dev.ocispec.runtime;

import dev.ocispec.json.JsonLimits;
import dev.ocispec.json.JsonValues;
import dev.ocispec.json.UnreadableDocumentException;
import dev.ocispec.spec.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a runtime's JSON log: objects one after the other, each on one line (runc, older crun) or
 * over several (newer crun). Text between them becomes a message of its own.
 */
final class LogReader {
  /** The most messages that are kept; the last ones matter. */
  static final int MAX_MESSAGES = 1000;

  private static final JsonLimits LIMITS = new JsonLimits(1 << 20, 16, 1 << 20, 100, 100_000, 10);

  private final List<LogMessage> messages = new ArrayList<>();

  private LogReader() {}

  static List<LogMessage> read(String text) {
    LogReader reader = new LogReader();
    int from = 0;
    while (from < text.length()) {
      int end = text.charAt(from) == '{' ? objectEnd(text, from) : nextObject(text, from);
      reader.add(text.substring(from, end).strip());
      from = end;
    }
    List<LogMessage> all = reader.messages;
    return List.copyOf(all.subList(Math.max(0, all.size() - MAX_MESSAGES), all.size()));
  }

  private void add(String part) {
    if (!part.isEmpty()) {
      messages.add(part.startsWith("{") ? message(part) : plain(part));
    }
  }

  private static LogMessage message(String json) {
    try {
      JsonValue object = JsonValues.read(json.getBytes(StandardCharsets.UTF_8), LIMITS);
      Optional<String> message = text(object, "msg");
      return message.isPresent()
          ? new LogMessage(
              text(object, "level").orElse("error"), message.get(), text(object, "time"))
          : plain(json);
    } catch (UnreadableDocumentException e) {
      return plain(json); // Not JSON after all: its text is what can be told.
    }
  }

  private static LogMessage plain(String text) {
    return new LogMessage("error", text, Optional.empty());
  }

  private static Optional<String> text(JsonValue object, String name) {
    return Optional.ofNullable(object.members().get(name)).flatMap(JsonValue::asText);
  }

  /** Where the next object begins: an opening brace at the start of a line. */
  private static int nextObject(String text, int from) {
    int line = text.indexOf("\n{", from);
    return line < 0 ? text.length() : line + 1;
  }

  /** Where the object that begins at {@code from} ends, braces in strings left out of account. */
  private static int objectEnd(String text, int from) {
    int depth = 0;
    boolean inString = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inString) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          inString = false;
        }
      } else if (c == '"') {
        inString = true;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i + 1;
      }
    }
    return text.length();
  }
}
