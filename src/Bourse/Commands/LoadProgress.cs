using System.Diagnostics;
using Bourse.Output;
using Bourse.Roles;
using Spectre.Console;

namespace Bourse.Commands;

/// <summary>A progress bar on a terminal, and one line with the result.</summary>
internal static class LoadProgress
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    public static async Task<int> WatchAsync(Loading load, CancellationToken stopping)
    {
        var clock = Stopwatch.StartNew();
        LoadState state;
        if (Console.IsErrorRedirected)
            state = await FinishAsync(load, _ => { }, stopping);
        else
            state = await Screen.Error.Progress().StartAsync(progress =>
            {
                var bar = progress.AddTask("loading", maxValue: 1);
                return FinishAsync(load, now => Draw(bar, now), stopping);
            });

        var seconds = clock.Elapsed.TotalSeconds;
        Console.WriteLine(
            $"{state.Rows} rows in {seconds:F2} s ({state.Rows / seconds:N0}/s), "
            + $"{state.Duplicates} on the tape already, {state.BadRows} bad.");
        return state.Fault is { } fault ? Screen.Fail(fault) : ExitCode.Fine;
    }

    private static async Task<LoadState> FinishAsync(Loading load, Action<LoadState> draw, CancellationToken stopping)
    {
        while (true)
        {
            var state = await load.ReadAsync(stopping);
            draw(state);
            if (state.IsDone)
                return state;
            await Task.Delay(LookEvery, stopping);
        }
    }

    private static void Draw(ProgressTask bar, LoadState state)
    {
        bar.Description = $"{state.Rows:N0} rows";
        bar.MaxValue = Math.Max(1, state.BytesTotal);
        bar.Value = state.IsDone ? bar.MaxValue : state.BytesRead;
    }
}
