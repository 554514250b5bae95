package dev.ocispec.json.internal;

import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.schema.internal.DocumentVisitor;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.internal.JsonValueCollector;
import dev.ocispec.spec.internal.TextRules;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads values of any form, noting repeated names, bad text and numbers that programs disagree
 * about.
 */
final class JsonTree {
  private JsonTree() {}

  /** The value that the reader's parser is at; the parser is left at its end. */
  static JsonValue read(DocumentReader in) {
    JsonValueCollector collector = new JsonValueCollector();
    walk(in, collector);
    return collector.result();
  }

  /**
   * Shows the value that the reader's parser is at to {@code visitor}; the parser is left at its
   * end.
   */
  static void walk(DocumentReader in, DocumentVisitor visitor) {
    JsonParser parser = in.parser();
    JsonPath path = in.path();
    List<int[]> lists = new ArrayList<>();
    List<Set<String>> names = new ArrayList<>();
    do {
      JsonToken token = parser.currentToken();
      boolean inList = !lists.isEmpty() && lists.get(lists.size() - 1)[0] >= -1;
      if (inList && token != JsonToken.END_ARRAY) {
        path.index(++lists.get(lists.size() - 1)[0]);
      }
      switch (token) {
        case START_OBJECT -> {
          visitor.startObject();
          path.push();
          lists.add(new int[] {-2});
          names.add(new HashSet<>());
        }
        case START_ARRAY -> {
          visitor.startArray();
          path.push();
          lists.add(new int[] {-1});
          names.add(Set.of());
        }
        case END_OBJECT, END_ARRAY -> {
          path.pop();
          lists.remove(lists.size() - 1);
          names.remove(names.size() - 1);
          if (token == JsonToken.END_OBJECT) {
            visitor.endObject();
          } else {
            visitor.endArray();
          }
        }
        case PROPERTY_NAME -> member(in, names.get(names.size() - 1), visitor);
        default -> scalar(in, visitor);
      }
    } while (!lists.isEmpty() && parser.nextToken() != null);
  }

  private static void member(DocumentReader in, Set<String> names, DocumentVisitor visitor) {
    String name = in.parser().currentName();
    in.path().name(name);
    if (TextRules.hasLoneSurrogate(name)) {
      in.fault("json-encoding", "expected text, found a lone surrogate in the name");
    }
    if (names.add(name)) {
      visitor.name(name);
    } else {
      in.duplicate();
    }
  }

  private static void scalar(DocumentReader in, DocumentVisitor visitor) {
    JsonParser parser = in.parser();
    switch (parser.currentToken()) {
      case VALUE_STRING -> {
        String text = parser.getString();
        if (TextRules.hasLoneSurrogate(text)) {
          in.fault("json-encoding", "expected text, found a lone surrogate");
        }
        visitor.text(text);
      }
      case VALUE_NUMBER_INT -> integer(parser, visitor);
      case VALUE_NUMBER_FLOAT -> {
        String literal = parser.getString();
        if (TextRules.isBeyondDouble(literal)) {
          in.fault(
              "json-number",
              "expected a number that fits a double, found " + ForeignText.shown(literal));
        }
        visitor.number(literal);
      }
      case VALUE_TRUE -> visitor.bool(true);
      case VALUE_FALSE -> visitor.bool(false);
      default -> visitor.nil();
    }
  }

  private static void integer(JsonParser parser, DocumentVisitor visitor) {
    if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      long value = parser.getLongValue();
      if (value == 0 && parser.getStringLength() > 1) {
        visitor.number("-0");
      } else {
        visitor.integer(value);
      }
      return;
    }
    BigInteger value = parser.getBigIntegerValue();
    if (value.signum() > 0 && value.bitLength() <= 64) {
      visitor.unsigned(value.longValue());
    } else {
      visitor.number(value.toString());
    }
  }
}
