namespace Bourse.Tests;

/// <summary>Seeds for property tests: the seed is an argument of the test, so that a failure prints it.</summary>
public static class Seeds
{
    public static TheoryData<int> Few => [1, 20140310, 7458];
}
