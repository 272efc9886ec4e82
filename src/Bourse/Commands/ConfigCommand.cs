using System.CommandLine;
using Bourse.Output;
using Bourse.Settings;

namespace Bourse.Commands;

/// <summary><c>bourse config</c>: every setting with its effective value.</summary>
internal static class ConfigCommand
{
    public static Command Create()
    {
        var (config, set, output) = (CommonOptions.Config(), CommonOptions.Set(), CommonOptions.Output());
        var command = new Command(
            "config",
            "Print every setting and its effective value. Example: BOURSE__GATEWAY__PORT=8081 bourse config")
        {
            config, set, output,
        };
        command.SetAction(invocation =>
        {
            var options = NodeSettings.Load(
                CommonOptions.Overrides(invocation.GetValue(set)), invocation.GetValue(config));
            if (options is null)
                return ExitCode.Misused;
            var report = new Report("setting", "value");
            foreach (var (path, value) in SettingsListing.Of(options))
                report.Add(path, value);
            report.Print(invocation.GetValue(output));
            return ExitCode.Fine;
        });
        return command;
    }
}
