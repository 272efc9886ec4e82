using System.Diagnostics;

namespace Bourse.Tests.Journal;

/// <summary>The second process of the journal's tests, and the lines it prints.</summary>
internal sealed class ChildProcess : IDisposable
{
    private const int ExitMillisMax = 60_000;
    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly Thread _reading;

    private ChildProcess(Process process)
    {
        _process = process;
        _reading = new Thread(ReadLines);
        _reading.Start();
    }

    public static ChildProcess Start(params ReadOnlySpan<string> arguments) =>
        StartIn(new Dictionary<string, string>(), arguments);

    public static ChildProcess StartIn(
        IReadOnlyDictionary<string, string> environment, params ReadOnlySpan<string> arguments) =>
        StartWith([], environment, arguments);

    /// <param name="options">For the runtime, as <c>exec --runtimeconfig</c>.</param>
    public static ChildProcess StartWith(
        string[] options, IReadOnlyDictionary<string, string> environment, params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", options) { RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Bourse.SecondProcess.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>The whole lines printed so far.</summary>
    public string[] Lines
    {
        get
        {
            lock (_lines)
                return [.. _lines];
        }
    }

    /// <summary>The last number printed; 0 when there is none.</summary>
    public long LastNumber => Lines is [.., var last]
        ? long.Parse(last, System.Globalization.CultureInfo.InvariantCulture)
        : 0;

    public void Kill() => _process.Kill();

    /// <summary>Waits for the end and for all lines, and returns the exit code.</summary>
    public int WaitForExit()
    {
        Assert.True(_process.WaitForExit(ExitMillisMax), "The second process did not end.");
        _reading.Join();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _reading.Join();
        _process.Dispose();
    }

    private void ReadLines()
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            lock (_lines)
                _lines.Add(line);
        }
    }
}
