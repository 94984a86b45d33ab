import replicate

print(replicate)
