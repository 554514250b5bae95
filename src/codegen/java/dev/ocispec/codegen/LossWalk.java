package dev.ocispec.codegen;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what a configuration can have that not every release defines, in the schema's order.
 *
 * <p>Something counts when it came after what it is in, or is gone. Only configurations, the
 * documents of the package {@code spec}, are rewritten; an {@code x-loss} that is not met on the
 * way from their root would do nothing and is refused, as is one that does not fit what it is
 * about.
 */
final class LossWalk {
  private static final String FIRST = "1.0.0";

  private final Map<String, ObjectType> types;
  private final List<LossRow> rows = new ArrayList<>();
  private final Set<Loss> met = new HashSet<>();

  private LossWalk(Collection<ObjectType> types) {
    this.types = types.stream().collect(Collectors.toMap(ObjectType::name, type -> type));
  }

  /** The rows for the configurations among {@code types}. */
  static List<LossRow> of(Collection<ObjectType> types, Collection<TextType> texts) {
    LossWalk walk = new LossWalk(types);
    types.stream()
        .filter(type -> type.document() && type.packageName().equals("spec"))
        .forEach(type -> walk.object("", type, FIRST));
    Stream<Docs> all =
        Stream.concat(
            types.stream().flatMap(LossWalk::docs),
            texts.stream().flatMap(type -> type.values().stream().map(KnownValue::docs)));
    all.flatMap(docs -> docs.loss().stream())
        .filter(loss -> !walk.met.contains(loss))
        .findFirst()
        .ifPresent(
            loss -> {
              throw new SchemaException(
                  loss.place(),
                  "x-loss would do nothing: no configuration can have this without its holder");
            });
    return List.copyOf(walk.rows);
  }

  private static Stream<Docs> docs(ObjectType type) {
    return Stream.concat(type.properties().stream(), type.gone().stream())
        .flatMap(
            property ->
                Stream.concat(
                    Stream.of(property.docs()),
                    property.value() instanceof Value.MapOf map
                        ? map.knownKeys().values().stream()
                        : Stream.empty()));
  }

  private void object(String path, ObjectType type, String holder) {
    for (Property property : type.properties()) {
      String place = path + "/" + property.name();
      String since = property.docs().since();
      if (Docs.isLater(since, holder)) {
        member(place, property, type);
      }
      value(place, property.value(), Docs.isLater(since, holder) ? since : holder);
    }
    type.gone().forEach(property -> member(path + "/" + property.name(), property, type));
  }

  private void member(String path, Property property, ObjectType type) {
    add(path, property.docs(), loss -> LossFit.member(loss, property.value(), type.properties()));
  }

  private void value(String path, Value value, String holder) {
    if (value instanceof Value.Obj object) {
      object(path, types.get(object.typeName()), holder);
    } else if (value instanceof Value.ListOf list) {
      value(path + "/*", list.item(), holder);
    } else if (value instanceof Value.MapOf map) {
      value(path + "/{}", map.value(), holder);
      map.knownKeys().forEach((key, docs) -> key(path, key, docs, holder));
    } else if (value instanceof Value.Known known) {
      known.type().values().stream()
          .filter(listed -> listed.counted() && Docs.isLater(listed.docs().since(), holder))
          .forEach(
              listed ->
                  add(
                      path + "=" + listed.value(),
                      listed.docs(),
                      loss -> LossFit.value(loss, listed, known.type())));
    }
  }

  private void key(String path, String key, Docs docs, String holder) {
    if (Docs.isLater(docs.since(), holder)) {
      add(path + "/" + key.replace("~", "~0").replace("/", "~1"), docs, LossFit::key);
    }
  }

  private void add(String path, Docs docs, Consumer<Loss> check) {
    docs.loss().ifPresent(check);
    docs.loss().ifPresent(met::add);
    rows.add(new LossRow(path, docs.loss()));
  }
}
