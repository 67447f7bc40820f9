// What a .NET process costs that does nothing: the measure of `benchmarks/Speed`.
return 0;
