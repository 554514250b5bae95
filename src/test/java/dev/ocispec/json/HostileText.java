package dev.ocispec.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/**
 * Text that no program should take for a configuration.
 *
 * @param name what is wrong with it
 * @param rule what the reader is to say
 * @param bytes makes it; some are large
 */
public record HostileText(String name, String rule, Supplier<byte[]> bytes) {
  @Override
  public String toString() {
    return name;
  }

  /** All of them. */
  public static List<HostileText> all() {
    List<HostileText> all = new ArrayList<>();
    names(all);
    around(all);
    encodings(all);
    surrogates(all);
    numbers(all);
    syntax(all);
    sizes(all);
    return all;
  }

  private static void names(List<HostileText> all) {
    String rule = "json-duplicate-name";
    all.add(spec("a name twice", rule, "'hostname':'a','hostname':'b'"));
    all.add(spec("a name twice, once escaped", rule, "'hostname':'a','hostn\\u0061me':'b'"));
    all.add(spec("an object twice", rule, "'linux':{},'linux':{}"));
    all.add(spec("null and a value", rule, "'hostname':null,'hostname':'b'"));
    all.add(spec("an empty and a full list", rule, "'mounts':[],'mounts':[]"));
    all.add(spec("an unknown name twice", rule, "'x':1,'x':1"));
    all.add(spec("a name twice below an unknown one", rule, "'x':[{'y':1,'y':2}]"));
    all.add(spec("a key twice in a map", rule, "'annotations':{'a':'1','a':'2'}"));
    all.add(spec("a name with a line break twice", rule, "'x\\ny':1,'x\\ny':1"));
    all.add(spec("a name that steers a terminal twice", rule, "'\\u001b[2Jx':1,'\\u001b[2Jx':1"));
    all.add(spec("the empty name twice", rule, "'':1,'':2"));
  }

  private static void around(List<HostileText> all) {
    String good = "{'ociVersion':'1.0.0'}";
    all.add(text("no input", "json-syntax", ""));
    all.add(text("white space alone", "json-syntax", " \n\t "));
    all.add(text("null", "json-type", "null"));
    all.add(text("a list", "json-type", "[]"));
    all.add(text("a list of documents", "json-type", "[" + good + "]"));
    all.add(text("a string", "json-type", "'x'"));
    all.add(text("a number", "json-type", "1"));
    all.add(text("trailing text", "json-trailing", good + "x"));
    all.add(text("a second document", "json-trailing", good + "\n" + good));
    all.add(text("a closing brace too many", "json-trailing", good + "}"));
    all.add(text("a trailing comma", "json-trailing", good + ","));
    all.add(text("a comment behind", "json-trailing", good + " // x"));
    all.add(text("a line comment", "json-syntax", "// x\n" + good));
    all.add(text("a block comment", "json-syntax", "/* x */" + good));
    all.add(text("a hash comment", "json-syntax", "# x\n" + good));
  }

  private static void encodings(List<HostileText> all) {
    String good = "{\"ociVersion\":\"1.0.0\"}";
    for (String charset : List.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
      Charset name = Charset.forName(charset);
      all.add(new HostileText(charset, "json-encoding", () -> good.getBytes(name)));
      all.add(
          new HostileText(
              charset + " with byte order mark",
              "json-encoding",
              () -> ("\ufeff" + good).getBytes(name)));
    }
    all.add(
        new HostileText(
            "byte order mark",
            "json-encoding",
            () -> ("\ufeff" + good).getBytes(StandardCharsets.UTF_8)));
    all.add(spec("byte order mark within", "json-syntax", "\ufeff'x':1"));
    all.add(spec("a no-break space", "json-syntax", "\u00a0'x':1"));
    all.add(spec("a form feed", "json-encoding", "\f'x':1"));
    for (String hex :
        List.of(
            "00",
            "1f",
            "80",
            "bf",
            "c080",
            "c1bf",
            "c2",
            "c22e",
            "e08080",
            "e09fbf",
            "e282",
            "eda080",
            "edbfbf",
            "eda080edb080",
            "f0808080",
            "f08fbfbf",
            "f09f98",
            "f4908080",
            "f5808080",
            "f888808080",
            "fc8480808080",
            "fe",
            "ff")) {
      all.add(around("a value with the bytes " + hex, "{\"ociVersion\":\"", hex, "\"}"));
      all.add(around("a name with the bytes " + hex, "{\"x", hex, "\":1}"));
    }
    all.add(around("a NUL behind", "{\"ociVersion\":\"1.0.0\"}", "00", ""));
    all.add(around("a sequence cut off", "{\"ociVersion\":\"1.0.0\"}", "e2", ""));
  }

  private static void surrogates(List<HostileText> all) {
    for (String half :
        List.of("\\ud800", "\\udbff", "\\udc00", "\\udfff", "\\ud800\\ud800", "\\udc00\\ud800")) {
      all.add(spec("a value with " + half, "json-encoding", "'hostname':'" + half + "'"));
      all.add(spec("a known value with " + half, "json-encoding", namespace(half)));
      all.add(spec("an unknown value with " + half, "json-encoding", "'x':['" + half + "']"));
      all.add(spec("an unknown name with " + half, "json-syntax", "'" + half + "x':1"));
      all.add(spec("a key with " + half, "json-syntax", "'annotations':{'" + half + "':''}"));
    }
  }

  private static String namespace(String type) {
    return "'linux':{'namespaces':[{'type':'" + type + "'}]}";
  }

  private static void numbers(List<HostileText> all) {
    for (String number :
        List.of("NaN", "Infinity", "-Infinity", "+1", ".5", "1.", "01", "-", "0x10", "1e", "1_0")) {
      all.add(spec(number, "json-syntax", "'x':" + number));
    }
    all.add(spec("1e999999999", "json-number", "'x':1e999999999"));
    all.add(spec("-1e999999999", "json-number", "'x':-1e999999999"));
    all.add(spec("1e99999999999999999999", "json-number", "'x':1e99999999999999999999"));
    all.add(spec("1e999999999 for an integer", "json-type", limit("1e999999999")));
    all.add(spec("2^64", "json-number", memory("'swappiness':18446744073709551616")));
    all.add(spec("2^63", "json-number", limit("9223372036854775808")));
    all.add(spec("-2^63-1", "json-number", limit("-9223372036854775809")));
    all.add(spec("2^32", "json-number", process("'user':{'uid':4294967296}")));
    all.add(spec("-1 for an unsigned", "json-number", memory("'swappiness':-1")));
    all.add(spec("1.0 for an integer", "json-type", limit("1.0")));
    all.add(spec("1e2 for an integer", "json-type", limit("1e2")));
    all.add(spec("text for an integer", "json-type", limit("'1'")));
    all.add(spec("true for an integer", "json-type", limit("true")));
    all.add(spec("a million digits", "json-limit", limit("9".repeat(1_000_000))));
    all.add(spec("a million digits, unknown", "json-limit", "'x':" + "9".repeat(1_000_000)));
  }

  private static String memory(String member) {
    return "'linux':{'resources':{'memory':{" + member + "}}}";
  }

  private static String limit(String number) {
    return memory("'limit':" + number);
  }

  private static String process(String member) {
    return "'process':{'cwd':'/'," + member + "}";
  }

  private static void syntax(List<HostileText> all) {
    all.add(spec("a trailing comma in an object", "json-syntax", "'x':1,"));
    all.add(spec("a trailing comma in a list", "json-syntax", "'x':[1,]"));
    all.add(spec("no comma", "json-syntax", "'x':1 'y':2"));
    all.add(spec("no colon", "json-syntax", "'x' 1"));
    all.add(spec("no value", "json-syntax", "'x':"));
    all.add(spec("a wrong bracket", "json-syntax", "'x':[1}"));
    all.add(spec("half a word", "json-syntax", "'x':tru"));
    all.add(spec("a word", "json-syntax", "'x':undefined"));
    all.add(spec("a name without quotes", "json-syntax", "x:1"));
    all.add(spec("an unknown escape", "json-syntax", "'x':'\\x41'"));
    all.add(spec("half an escape", "json-syntax", "'x':'\\u12'"));
    all.add(spec("a line break in a string", "json-syntax", "'x':'a\nb'"));
    all.add(spec("a tab in a string", "json-syntax", "'x':'a\tb'"));
    all.add(new HostileText("apostrophes", "json-syntax", () -> utf8("{'ociVersion':'1.0.0'}")));
    all.add(text("an open object", "json-syntax", "{'ociVersion':'1.0.0'"));
    all.add(text("an open string", "json-syntax", "{'ociVersion':'1.0.0"));
    all.add(text("an open list", "json-syntax", "{'ociVersion':'1.0.0','mounts':["));
  }

  private static void sizes(List<HostileText> all) {
    String rule = "json-limit";
    int deep = 100_000;
    all.add(large("lists 100,000 deep", rule, () -> "{'x':" + "[".repeat(deep)));
    all.add(
        large(
            "closed lists 100,000 deep",
            rule,
            () -> "{'x':" + "[".repeat(deep) + "]".repeat(deep) + "}"));
    all.add(large("objects 100,000 deep", rule, () -> "{'x':".repeat(deep)));
    all.add(large("nothing but brackets", rule, () -> "[".repeat(deep)));
    all.add(
        large("a string of 50 MB", rule, () -> "{'hostname':'" + "x".repeat(50_000_000) + "'}"));
    all.add(large("a string of 5 MB", rule, () -> "{'hostname':'" + "x".repeat(5_000_000) + "'}"));
    all.add(large("a name of 5 MB", rule, () -> "{'" + "x".repeat(5_000_000) + "':1}"));
    all.add(large("50 MB of white space", rule, () -> " ".repeat(50_000_000)));
    all.add(
        large(
            "a thousand faults below a name of 1 MB",
            "json-number",
            () ->
                "{'ociVersion':'1.0.0','"
                    + "x".repeat(1_000_000)
                    + "':["
                    + "1e999,".repeat(2000)
                    + "1]}"));
    all.add(
        large(
            "faults at the end of 15 MB",
            "json-type",
            () -> "{'ociVersion':'1.0.0'," + " ".repeat(15_000_000) + "'mounts':[" + ones()));
    all.add(
        large(
            "a repeated name at the end of 15 MB",
            "json-duplicate-name",
            () -> "{'ociVersion':'1.0.0'," + " ".repeat(15_000_000) + sameNames()));
  }

  private static String ones() {
    return "1,".repeat(100_000) + "1]}";
  }

  private static String sameNames() {
    return "'x':1,".repeat(100_000) + "'x':1}";
  }

  private static HostileText spec(String name, String rule, String members) {
    return text(name, rule, "{'ociVersion':'1.0.0'," + members + "}");
  }

  private static HostileText text(String name, String rule, String json) {
    return new HostileText(name, rule, () -> utf8(json.replace('\'', '"')));
  }

  private static HostileText large(String name, String rule, Supplier<String> json) {
    return new HostileText(
        name,
        rule,
        () -> {
          byte[] bytes = json.get().getBytes(StandardCharsets.ISO_8859_1);
          for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\'') {
              bytes[i] = '"';
            }
          }
          return bytes;
        });
  }

  private static HostileText around(String name, String before, String hex, String after) {
    return new HostileText(
        name,
        "json-encoding",
        () -> {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          bytes.writeBytes(utf8(before));
          bytes.writeBytes(HexFormat.of().parseHex(hex));
          bytes.writeBytes(utf8(after));
          return bytes.toByteArray();
        });
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
