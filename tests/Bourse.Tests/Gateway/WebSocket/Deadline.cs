namespace Bourse.Tests.Gateway;

/// <summary>Waits for what must come about, and fails when it has not in time.</summary>
internal static class Deadline
{
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(30);

    public static Task UntilAsync(Func<bool> isSo, string what) => UntilAsync(() => Task.FromResult(isSo()), what);

    public static async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        var until = DateTime.UtcNow + Most;
        while (!await isSo())
        {
            Assert.True(DateTime.UtcNow < until, $"Waited {Most.TotalSeconds} s in vain: {what}.");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }
}
