package dev.ocispec.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** An object: with known members, or a map whose values are all of one kind. */
public final class ObjectSchema implements SchemaType {
  private final String name;
  private final Map<String, Member> members;
  private final List<Member> required;
  private final Optional<SchemaType> mapValue;
  private final Optional<Pattern> keyPattern;
  private final Map<String, Release> knownKeys;

  private ObjectSchema(
      String name,
      Map<String, Member> members,
      Optional<SchemaType> mapValue,
      Optional<Pattern> keyPattern,
      Map<String, Release> knownKeys) {
    this.name = name;
    this.members = members;
    this.required = members.values().stream().filter(Member::required).toList();
    this.mapValue = mapValue;
    this.keyPattern = keyPattern;
    this.knownKeys = knownKeys;
  }

  /** An object with these members; {@code name} is the Java type's. */
  public static ObjectSchema of(String name, Member... members) {
    Map<String, Member> byName = new LinkedHashMap<>();
    for (Member member : members) {
      byName.put(member.name(), member);
    }
    return new ObjectSchema(
        name, Collections.unmodifiableMap(byName), Optional.empty(), Optional.empty(), Map.of());
  }

  /** A map of {@code value}; an empty {@code keyPattern} means that it holds for every key. */
  public static ObjectSchema mapOf(
      SchemaType value, String keyPattern, Map<String, Release> knownKeys) {
    return new ObjectSchema(
        "map",
        Map.of(),
        Optional.of(value),
        keyPattern.isEmpty() ? Optional.empty() : Optional.of(EcmaPattern.compile(keyPattern)),
        knownKeys);
  }

  /** The Java type's name, or {@code map}. */
  public String name() {
    return name;
  }

  /** The known members in the schema's order. */
  public List<Member> members() {
    return new ArrayList<>(members.values());
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
  public Map<String, Release> knownKeys() {
    return Collections.unmodifiableMap(knownKeys);
  }

  /**
   * What the value of the member {@code memberName} must be; empty when the schema does not say.
   */
  public Optional<SchemaType> typeOf(String memberName) {
    Member member = members.get(memberName);
    if (member != null) {
      return Optional.of(member.type());
    }
    if (mapValue.isPresent()
        && (keyPattern.isEmpty() || keyPattern.get().matcher(memberName).find())) {
      return mapValue;
    }
    return Optional.empty();
  }

  /** Whether the value of the member {@code memberName} may be {@code null}. */
  public boolean nullable(String memberName) {
    Member member = members.get(memberName);
    return member != null && member.nullable();
  }

  /**
   * The release that introduced the member or the known key; empty when the schema knows no such
   * name.
   */
  public Optional<Release> since(String memberName) {
    Member member = members.get(memberName);
    return member != null
        ? Optional.of(member.since())
        : Optional.ofNullable(knownKeys.get(memberName));
  }

  @Override
  public String inWords() {
    return "an object";
  }
}
