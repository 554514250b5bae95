package dev.ocispec.schema.internal;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An object: with known members, or a map whose values are all of one kind. */
public final class ObjectSchema implements SchemaType {
  private final String name;
  private final List<Member> everKnown;
  private final Map<String, Member> members = new LinkedHashMap<>();
  private final List<Member> required;
  private final Optional<SchemaType> mapValue;
  private final Optional<Pattern> keyPattern;
  private final Map<String, SchemaRelease> knownKeys;
  private final Optional<ObjectSchema> newest;
  private final Map<SchemaRelease, ObjectSchema> older = new EnumMap<>(SchemaRelease.class);

  private ObjectSchema(
      String name,
      List<Member> everKnown,
      List<Member> members,
      Optional<SchemaType> mapValue,
      Optional<Pattern> keyPattern,
      Map<String, SchemaRelease> knownKeys,
      Optional<ObjectSchema> newest) {
    this.name = name;
    this.everKnown = everKnown;
    members.forEach(member -> this.members.put(member.name(), member));
    this.required = members.stream().filter(Member::required).toList();
    if (required.size() > Long.SIZE) {
      throw new IllegalArgumentException("more than 64 required members are not supported");
    }
    this.mapValue = mapValue;
    this.keyPattern = keyPattern;
    this.knownKeys = knownKeys;
    this.newest = newest;
  }

  /** An object with these members, gone ones included; {@code name} is the Java type's. */
  public static ObjectSchema of(String name, Member... members) {
    return new ObjectSchema(
        name,
        List.of(members),
        Arrays.stream(members).filter(member -> member.isIn(SchemaRelease.NEWEST)).toList(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty());
  }

  /** A map of {@code value}; an empty {@code keyPattern} means that it holds for every key. */
  public static ObjectSchema mapOf(
      SchemaType value, String keyPattern, Map<String, SchemaRelease> knownKeys) {
    return new ObjectSchema(
        "map",
        List.of(),
        List.of(),
        Optional.of(value),
        keyPattern.isEmpty() ? Optional.empty() : Optional.of(EcmaPattern.compile(keyPattern)),
        knownKeys,
        Optional.empty());
  }

  /** The Java type's name, or {@code map}. */
  public String name() {
    return name;
  }

  /** The known members in the schema's order. */
  public List<Member> members() {
    return List.copyOf(members.values());
  }

  /** The members that any release has had, those that are gone included. */
  public List<Member> everKnown() {
    return everKnown;
  }

  /** The member {@code memberName} if any release has had it. */
  public Optional<Member> everKnown(String memberName) {
    return Optional.ofNullable(knownOrGone(memberName));
  }

  /** The same, null when no release has had it. */
  @Nullable Member knownOrGone(String memberName) {
    Member member = members.get(memberName);
    for (int i = 0; member == null && i < everKnown.size(); i++) {
      if (everKnown.get(i).name().equals(memberName)) {
        member = everKnown.get(i);
      }
    }
    return member;
  }

  /** The members without which the object is invalid. */
  public List<Member> required() {
    return required;
  }

  /** What every value of a map must be; empty for an object with known members. */
  public Optional<SchemaType> mapValue() {
    return mapValue;
  }

  /**
   * What a map's key must match for its value to be judged; empty when every key counts, and for an
   * object with known members.
   */
  public Optional<Pattern> keyPattern() {
    return keyPattern;
  }

  /** The keys of a map that the specification names, each with the release that introduced it. */
  public Map<String, SchemaRelease> knownKeys() {
    return knownKeys;
  }

  /**
   * What the value of the member {@code memberName} must be; empty when the schema does not say.
   */
  public Optional<SchemaType> typeOf(String memberName) {
    return Optional.ofNullable(typeOrNull(memberName));
  }

  /** The same, null when the schema does not say. */
  public @Nullable SchemaType typeOrNull(String memberName) {
    Member member = members.get(memberName);
    return member != null ? member.type() : valueOf(memberName);
  }

  /** The member {@code memberName}; null when the schema has none of that name. */
  @Nullable Member member(String memberName) {
    return members.get(memberName);
  }

  /** A bit for the required member {@code member}, by its place among {@link #required()}. */
  long requiredBit(Member member) {
    int place = 0;
    while (required.get(place) != member) {
      place++;
    }
    return 1L << place;
  }

  /** What the value of the key {@code key} of a map must be; null when the schema does not say. */
  @Nullable SchemaType valueOf(String key) {
    return mapValue.isPresent() && (keyPattern.isEmpty() || keyPattern.get().matcher(key).find())
        ? mapValue.get()
        : null;
  }

  /** Whether the value of the member {@code memberName} may be {@code null}. */
  public boolean nullable(String memberName) {
    Member member = members.get(memberName);
    return member != null && member.nullable();
  }

  /** The schema as it was in {@code release}: what that did not know is not known. */
  @Override
  public ObjectSchema at(SchemaRelease release) {
    ObjectSchema table = newest.orElse(this);
    if (release == SchemaRelease.NEWEST) {
      return table;
    }
    synchronized (table.older) {
      return table.older.computeIfAbsent(release, table::make);
    }
  }

  private ObjectSchema make(SchemaRelease release) {
    return new ObjectSchema(
        name,
        everKnown,
        everKnown.stream()
            .filter(member -> member.isIn(release))
            .map(member -> member.at(release))
            .toList(),
        mapValue.map(value -> value.at(release)),
        keyPattern,
        knownKeys,
        Optional.of(this));
  }

  @Override
  public String inWords() {
    return "an object";
  }
}
