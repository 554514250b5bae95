package dev.ocispec.rule.difference.internal;

import dev.ocispec.report.JsonPointer;
import dev.ocispec.rule.Statement;
import dev.ocispec.rule.Weight;
import dev.ocispec.rule.explain.internal.Explainer;
import dev.ocispec.rule.knowledge.internal.ContainerView;
import dev.ocispec.rule.knowledge.internal.Words;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.JsonValue.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a difference at a place means: what there is to say of such a place, else what the
 * statements about the two documents say there, else that it differs.
 */
final class Meanings {
  private final Map<String, Statement> before;
  private final Map<String, Statement> after;
  private final Set<String> said = new HashSet<>();
  private final PlaceMeanings places;

  Meanings(ContainerView before, ContainerView after) {
    this.before = statements(before);
    this.after = statements(after);
    this.before.values().forEach(statement -> said.add(statement.text()));
    this.places = new PlaceMeanings(before, after);
  }

  /** The statements by their places; the first one where there are several. */
  private static Map<String, Statement> statements(ContainerView container) {
    Map<String, Statement> byPlace = new LinkedHashMap<>();
    Explainer.explain(container.spec())
        .forEach(statement -> byPlace.putIfAbsent(statement.pointer(), statement));
    return new HashMap<>(byPlace);
  }

  Meaning of(Place place, Optional<JsonValue> was, Optional<JsonValue> is) {
    // Where an entry is gone, the later document has nothing or another entry under its index.
    boolean gone = is.isEmpty() && place.isEntry();
    return places
        .of(place, was, is)
        .or(() -> gone ? Optional.empty() : now(place))
        .or(() -> noLonger(place, gone))
        .orElseGet(() -> plain(place, was, is));
  }

  /** What a statement about the later document says of the place, or of the entry that it is in. */
  private Optional<Meaning> now(Place place) {
    return Stream.iterate(place, Place::isInside, Place::parent)
        .filter(at -> at == place || at.isEntry())
        .flatMap(at -> Optional.ofNullable(after.get(at.after())).stream())
        .filter(statement -> !said.contains(statement.text()))
        .findFirst()
        .map(statement -> new Meaning(statement.weight(), clause(statement)));
  }

  private Optional<Meaning> noLonger(Place place, boolean gone) {
    return Optional.ofNullable(before.get(place.before()))
        .filter(statement -> gone || !after.containsKey(place.after()))
        .map(
            statement ->
                new Meaning(
                    Meaning.ofGone(statement.weight()),
                    "this no longer holds: " + clause(statement)));
  }

  private static String clause(Statement statement) {
    String text = statement.text();
    return Character.toLowerCase(text.charAt(0)) + text.substring(1, text.length() - 1);
  }

  private static Meaning plain(Place place, Optional<JsonValue> was, Optional<JsonValue> is) {
    List<String> tokens = JsonPointer.parse(place.after()).tokens();
    String name = tokens.isEmpty() ? "the document" : name(tokens);
    if (place.pattern().equals("/annotations/*")) {
      name = "the annotation " + Words.path(tokens.get(1));
    }
    if (was.isEmpty()) {
      return Meaning.plain("sets " + name);
    }
    if (is.isEmpty()) {
      return Meaning.plain("no longer sets " + name);
    }
    boolean same = was.filter(value -> sameButForOrder(value, is.orElseThrow())).isPresent();
    return same
        ? new Meaning(Weight.PLAIN, "the same entries of " + name + ", written in another way")
        : Meaning.plain("changes " + name);
  }

  private static boolean sameButForOrder(JsonValue was, JsonValue is) {
    return was.kind() == Kind.LIST
        && is.kind() == Kind.LIST
        && new HashSet<>(was.elements()).equals(new HashSet<>(is.elements()));
  }

  /** The way to a place as people write it: {@code linux.namespaces[0].path}. */
  private static String name(List<String> tokens) {
    StringBuilder name = new StringBuilder();
    for (String token : tokens) {
      boolean index = !name.isEmpty() && token.chars().allMatch(Character::isDigit);
      name.append(index ? "[" + token + "]" : (name.isEmpty() ? "" : ".") + token);
    }
    return Words.path(name.toString());
  }
}
