using Bourse.Output;
using Microsoft.Extensions.Configuration;

namespace Bourse.Settings;

/// <summary>
/// The settings in force: defaults, then appsettings.json of the working directory, then the environment
/// (BOURSE__GATEWAY__PORT=8081), then the command line; a later one wins.
/// </summary>
internal static class NodeSettings
{
    private const string EnvironmentPrefix = "BOURSE__";

    /// <summary>Reads and checks all settings; on any mistake names every one and returns null.</summary>
    /// <param name="commandLine">"Gateway:Port" → "8081".</param>
    public static NodeOptions? Load(IReadOnlyDictionary<string, string?> commandLine, string? file = null)
    {
        IConfiguration configuration;
        try
        {
            configuration = new ConfigurationBuilder()
                .AddJsonFile(Path.GetFullPath(file ?? "appsettings.json"), optional: file is null)
                .AddEnvironmentVariables(EnvironmentPrefix)
                .AddInMemoryCollection(commandLine)
                .Build();
        }
        catch (Exception fault) when (fault is InvalidDataException or FileNotFoundException or FormatException)
        {
            Screen.Fail($"the settings cannot be read: {fault.InnerException?.Message ?? fault.Message}");
            return null;
        }

        var reader = new SettingsReader();
        var options = reader.Read<NodeOptions>(configuration);
        foreach (var error in reader.Errors)
            Screen.Fail($"setting {error}.");
        return reader.Errors.Count == 0 ? options : null;
    }
}
