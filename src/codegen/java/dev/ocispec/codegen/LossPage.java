package dev.ocispec.codegen;

/** Writes the table of losses into the page about releases, between two marks. */
final class LossPage {
  private static final String BEGIN =
      "<!-- This table is generated from the files under schema/ by the build; edit x-loss there."
          + " -->\n";
  private static final String END = "<!-- End of the generated table. -->\n";

  private LossPage() {}

  /** The page with the model's table in place of the one that it has. */
  static String in(String page, Model model) {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          "expected these lines around the table of losses:\n" + BEGIN + END);
    }
    return page.substring(0, begin) + BEGIN + table(model) + page.substring(end);
  }

  /** The table between two empty lines. */
  static String table(Model model) {
    StringBuilder table = new StringBuilder("\n| what | becomes | effect |\n| --- | --- | --- |\n");
    for (LossRow row : model.losses()) {
      table.append("| `").append(row.path()).append("` | ");
      table.append(row.loss().map(LossPage::becomes).orElse("refused")).append(" | ");
      table.append(row.loss().map(Loss::effect).orElse("not judged")).append(" |\n");
    }
    return table.append('\n').toString();
  }

  private static String becomes(Loss loss) {
    String words = loss.policy().words();
    if (!loss.replacement().isEmpty()) {
      return words + " by `" + loss.replacement() + "`";
    }
    return loss.unlessMember().isEmpty()
        ? words
        : words + " unless `" + loss.unlessMember() + "` is `" + loss.unlessValue() + "`";
  }
}
