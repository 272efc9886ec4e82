using Bourse.Tests.Exchange;
using Bourse.Tests.Journal;

namespace Bourse.Tests.Engine;

/// <summary>
/// The same orders make the same state and the same blotter in another process, whatever the culture, the time zone, the
/// collector and the compiler are there. Hashes of strings differ from process to process by themselves.
/// </summary>
public sealed class DeterminismTests : IDisposable
{
    private const int Commands = 3_000;

    private static readonly Dictionary<string, string>[] Runtimes =
    [
        [],
        new() { ["DOTNET_gcServer"] = "1", ["DOTNET_gcConcurrent"] = "0" },
        new() { ["DOTNET_GCgen0size"] = "40000", ["DOTNET_TieredCompilation"] = "0" },
        new() { ["DOTNET_TieredPGO"] = "0", ["DOTNET_TC_QuickJitForLoops"] = "0", ["DOTNET_EnableAVX2"] = "0" },
        new() { ["DOTNET_ReadyToRun"] = "0", ["DOTNET_PROCESSOR_COUNT"] = "1" },
    ];

    // The minus sign, the decimal separator, the calendar and the direction of writing differ.
    private static readonly (string Culture, string Zone)[] Places =
    [
        ("tr-TR", "Europe/Istanbul"), ("ar-SA", "Asia/Riyadh"), ("fa-IR", "Asia/Tehran"), ("de-DE", "America/St_Johns"),
        ("sv-SE", "Pacific/Kiritimati"),
    ];

    private static readonly string[] LibraryFolders =
        ["/lib", "/usr/lib", "/usr/lib64", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"];

    private readonly EngineFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Elsewhere_the_same_orders_make_the_same_state_and_the_same_blotter()
    {
        var profile = new ExchangeProfile("everything")
        {
            Instruments = 4, References = 80, ReduceOnly = 60, Phases = 10, Waits = 60, Changes = 30, Mistakes = 60, Kills = 3,
            Terms = Preparation.Terms with { MakerRate = -100, TakerRate = 300 },
        };
        string expected;
        using (var engine = new FlowingEngine(_folder, profile, seed: 1, Commands))
        {
            var hash = engine.Auditor.State.StateHash();
            expected = $"{hash:x16} {engine.Auditor.Last} {engine.Auditor.Events} 0 {engine.Auditor.Time}";
        }

        var config = Path.Combine(Path.GetDirectoryName(_folder.Orders.Directory)!, "cultures.runtimeconfig.json");
        File.WriteAllText(config, RuntimeWithCultures);
        foreach (var ((culture, zone), runtime) in Places.Zip(Runtimes))
        {
            var environment = new Dictionary<string, string>(runtime)
            {
                ["TZ"] = zone, ["LC_ALL"] = $"{culture.Replace('-', '_')}.UTF-8",
            };
            using var child = ChildProcess.StartWith(
                HasCultures ? ["exec", "--runtimeconfig", config] : [], environment, "replay", _folder.Orders.Directory,
                _folder.Blotter.Directory, HasCultures ? culture : "");
            Assert.Equal(0, child.WaitForExit());
            Assert.Equal(expected, child.Lines[0]);
            Assert.Contains(zone, child.Lines[1], StringComparison.Ordinal);
            Assert.EndsWith($"{runtime.ContainsKey("DOTNET_gcServer")}", child.Lines[1], StringComparison.Ordinal);
            Assert.True(!HasCultures || !child.Lines[1].StartsWith("-1.5", StringComparison.Ordinal), child.Lines[1]);
        }
    }

    // The program itself is built without cultures. Where the system has them, the replay must bear them all the same.
    private static bool HasCultures => LibraryFolders.Any(
        folder => Directory.Exists(folder) && Directory.EnumerateFiles(folder, "libicuuc.so*").Any());

    private static string RuntimeWithCultures => $$"""
        {
          "runtimeOptions": {
            "tfm": "net10.0",
            "framework": { "name": "Microsoft.NETCore.App", "version": "{{Environment.Version}}" },
            "configProperties": { "System.Globalization.Invariant": false }
          }
        }
        """;
}
