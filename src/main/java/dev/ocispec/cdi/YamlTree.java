package dev.ocispec.cdi;

import dev.ocispec.report.Finding;
import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.schema.internal.ListSchema;
import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.schema.internal.SchemaType;
import dev.ocispec.schema.internal.TextSchema;
import dev.ocispec.spec.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Makes a JSON tree of YAML's events. The schema decides where YAML leaves it open: {@code name: 0}
 * is a text, as it is for engines. Aliases are copies, and count like what they copy.
 */
final class YamlTree {
  /** A value and how many values are in it. */
  private record Counted(JsonValue value, long size) {}

  private final Iterator<Event> events;
  private final Map<Anchor, Counted> anchors = new HashMap<>();
  private long size;

  YamlTree(Iterator<Event> events) {
    this.events = events;
  }

  /** The only document. */
  JsonValue read(ObjectSchema schema) {
    next(Event.ID.StreamStart);
    next(Event.ID.DocumentStart);
    JsonValue document = value(next(), schema, 1);
    next(Event.ID.DocumentEnd);
    next(Event.ID.StreamEnd);
    return document;
  }

  private Event next() {
    try {
      return events.next();
    } catch (NoSuchElementException e) {
      throw new YamlTreeException(Finding.must("yaml-syntax", "", "found the end too early"));
    }
  }

  private void next(Event.ID expected) {
    Event event = next();
    if (event.getEventId() != expected) {
      throw fault(event, "yaml-syntax", "expected one document, found none or another one");
    }
  }

  private JsonValue value(Event event, @Nullable SchemaType type, int depth) {
    if (depth > CdiFile.LIMITS.depth()) {
      throw fault(event, "yaml-limit", "expected at most " + (depth - 1) + " levels, found more");
    }
    if (event instanceof AliasEvent alias) {
      return copy(alias);
    }
    long before = size;
    count(event, 1);
    JsonValue value =
        switch (event.getEventId()) {
          case Scalar -> scalar((ScalarEvent) event, type);
          case SequenceStart -> list(type, depth);
          case MappingStart -> object(type, depth);
          default -> throw fault(event, "yaml-syntax", "expected a value");
        };
    if (event instanceof NodeEvent node) {
      node.getAnchor().ifPresent(name -> anchors.put(name, new Counted(value, size - before)));
    }
    return value;
  }

  private JsonValue copy(AliasEvent alias) {
    Counted known = anchors.get(alias.getAlias());
    if (known == null) {
      throw fault(alias, "yaml-syntax", "found an alias of what is not, or not wholly, there yet");
    }
    count(alias, known.size());
    return known.value();
  }

  private void count(Event event, long more) {
    size += more;
    if (size > CdiFile.LIMITS.tokens()) {
      throw fault(
          event,
          "yaml-limit",
          "expected at most " + CdiFile.LIMITS.tokens() + " values, aliases included, found more");
    }
  }

  private JsonValue list(@Nullable SchemaType type, int depth) {
    SchemaType item = type instanceof ListSchema list ? list.items() : null;
    List<JsonValue> elements = new ArrayList<>();
    for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
      elements.add(value(event, item, depth + 1));
    }
    return JsonValue.list(elements);
  }

  private JsonValue object(@Nullable SchemaType type, int depth) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (Event key = next(); key.getEventId() != Event.ID.MappingEnd; key = next()) {
      if (!(key instanceof ScalarEvent name)) {
        throw fault(key, "yaml-syntax", "expected a text as a member's name");
      }
      SchemaType member =
          type instanceof ObjectSchema schema ? schema.typeOrNull(name.getValue()) : null;
      if (members.put(name.getValue(), value(next(), member, depth + 1)) != null) {
        throw fault(
            key,
            "yaml-syntax",
            "expected each member once, found \""
                + ForeignText.shown(name.getValue())
                + "\" again");
      }
    }
    return JsonValue.object(members);
  }

  private static JsonValue scalar(ScalarEvent scalar, @Nullable SchemaType type) {
    String tag = scalar.getTag().orElse("");
    if (!tag.isEmpty() && !tag.equals("!") && !tag.startsWith("tag:yaml.org,2002:")) {
      throw fault(scalar, "yaml-syntax", "found the tag " + ForeignText.shown(tag));
    }
    boolean text = !scalar.isPlain() || !tag.isEmpty();
    return text
        ? JsonValue.of(scalar.getValue())
        : YamlScalar.of(scalar.getValue(), type instanceof TextSchema);
  }

  private static YamlTreeException fault(Event event, String rule, String message) {
    Finding finding = Finding.must(rule, "", message);
    return new YamlTreeException(
        event
            .getStartMark()
            .map(mark -> finding.at(mark.getLine() + 1, mark.getColumn() + 1))
            .orElse(finding));
  }
}
